/**
 * The ways in which a capsule runs, behind one interface: the reference interpreter and two tiers
 * of the runtime.
 */
package org.trufflecasm.tck.tier;
