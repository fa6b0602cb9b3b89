package org.trufflecasm.capability;

/** SplitMix64, the generator of {@code math.random} (specification §5). One thread at a time. */
public final class RandomNumbers {
    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final long FIRST_FACTOR = 0xBF58476D1CE4E5B9L;
    private static final long SECOND_FACTOR = 0x94D049BB133111EBL;
    private static final int UNUSED_BITS = 11;

    private long state;

    /** Begins the sequence that belongs to a number; without it, that of 0. */
    public void seed(long number) {
        state = number;
    }

    /** The next 64 bits. */
    public long nextLong() {
        state += STEP;
        long z = state;
        z = (z ^ z >>> 30) * FIRST_FACTOR;
        z = (z ^ z >>> 27) * SECOND_FACTOR;
        return z ^ z >>> 31;
    }

    /** The next float from 0 up to, but without, 1. */
    public double nextDouble() {
        return (nextLong() >>> UNUSED_BITS) * 0x1p-53;
    }
}
