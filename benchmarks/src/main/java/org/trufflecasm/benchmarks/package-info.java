/**
 * Suites for JMH: the kernels as capsules and in Java, side by side, and what single things of the
 * runtime cost.
 */
package org.trufflecasm.benchmarks;
