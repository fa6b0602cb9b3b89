package org.trufflecasm.benchmarks.baseline;

import java.util.Arrays;

/** Reads and writes one large array: the sieve of Eratosthenes, several times over. */
public final class Sieve {
    private static final int REPETITIONS = 20;

    private Sieve() {}

    /** How many primes up to {@code n} there are, times the number of repetitions. */
    public static long run(long n) {
        int limit = Math.toIntExact(n);
        int[] flags = new int[limit + 1];
        long total = 0;
        for (int i = 0; i < REPETITIONS; i++) {
            total += primes(flags, limit);
        }
        return total;
    }

    private static int primes(int[] flags, int limit) {
        Arrays.fill(flags, 1);
        int count = 0;
        for (int i = 2; i <= limit; i++) {
            if (flags[i] == 1) {
                count++;
                for (int k = i + i; k <= limit; k += i) {
                    flags[k] = 0;
                }
            }
        }
        return count;
    }
}
