package org.trufflecasm.benchmarks.baseline;

/** Integer arithmetic in one loop. */
public final class Loop {
    private Loop() {}

    /** The checksum of {@code n} rounds. */
    public static long run(long n) {
        long random = 1;
        long sum = 0;
        for (long i = 0; i < n; i++) {
            random = (random * 1103 + 12_345) % 65_537;
            sum = (sum + (random ^ (i & 255))) & 0x3FFFFFFF;
        }
        return sum;
    }
}
