/**
 * Conformance cases: finding and reading them, and judging what a run gave. How a capsule is run is
 * not known here.
 */
package org.trufflecasm.launcher.conformance;
