/** What a run may use: the limits a host and a manifest set. */
package org.trufflecasm.limits;
