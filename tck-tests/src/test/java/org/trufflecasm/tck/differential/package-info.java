/**
 * Random programs in all tiers: whatever the reference interpreter gives, the others must give too.
 */
package org.trufflecasm.tck.differential;
