/** The kernels as capsules and in Java, measured side by side by JMH. */
package org.trufflecasm.benchmarks;
