/** How long it takes from the start of a process until a program runs at its full speed. */
package org.trufflecasm.benchmarks.warmup;
