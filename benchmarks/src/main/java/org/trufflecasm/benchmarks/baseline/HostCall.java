package org.trufflecasm.benchmarks.baseline;

import java.util.function.LongUnaryOperator;

/** Calls a small function of the host through an interface. */
public final class HostCall {
    private static final LongUnaryOperator STEP = x -> (x + 7) & 65_535;

    private HostCall() {}

    /** The number after {@code n} steps. */
    public static long run(long n) {
        long x = 1;
        for (long i = 0; i < n; i++) {
            x = STEP.applyAsLong(x) + 1;
        }
        return x;
    }
}
