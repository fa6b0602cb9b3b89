package org.trufflecasm.benchmarks.baseline;

/** Calls itself twice and adds: nothing but calls. */
public final class Fib {
    private Fib() {}

    /** The {@code n}-th Fibonacci number. */
    public static long run(long n) {
        return n < 2 ? n : run(n - 1) + run(n - 2);
    }
}
