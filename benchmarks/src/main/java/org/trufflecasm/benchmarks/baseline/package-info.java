/**
 * The kernels in Java: what the capsules do, in the form that a Java programmer would give it. Each
 * returns the number that the capsule prints.
 */
package org.trufflecasm.benchmarks.baseline;
