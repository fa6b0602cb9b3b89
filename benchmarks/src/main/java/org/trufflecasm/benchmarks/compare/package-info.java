/** Runs the kernels side by side in all engines that a machine has, and reports on it. */
package org.trufflecasm.benchmarks.compare;
