package org.trufflecasm.benchmarks.baseline;

/** Calls a small function of the host through an interface. */
public final class HostCall {
    private static final Host HOST = new Stepping();

    private HostCall() {}

    private interface Host {
        long step(long x);
    }

    private static final class Stepping implements Host {
        @Override
        public long step(long x) {
            return (x + 7) & 65_535;
        }
    }

    /** The number after {@code n} steps. */
    public static long run(long n) {
        long x = 1;
        for (long i = 0; i < n; i++) {
            x = HOST.step(x) + 1;
        }
        return x;
    }
}
