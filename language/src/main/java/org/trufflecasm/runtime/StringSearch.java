package org.trufflecasm.runtime;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds one string in another in time proportional to the first one's length, whatever both look
 * like. Compares fingerprints of all places with that of what is looked for, and content only where
 * they agree; the fingerprint's base is random, so that nobody can make text whose fingerprints
 * agree without the content.
 */
final class StringSearch {
    /** 2<sup>61</sup> - 1, a prime. */
    private static final long MODULUS = (1L << 61) - 1;

    private StringSearch() {}

    /**
     * Where a string occurs.
     *
     * @param part not empty
     * @param from first index to try
     * @return the first index of an occurrence, or -1
     */
    static int indexOf(CasmString text, CasmString part, int from) {
        int count = part.length();
        int last = text.length() - count;
        if (from > last) {
            return -1;
        }
        long base = ThreadLocalRandom.current().nextLong(1L << 32, MODULUS);
        long wanted = 0;
        long seen = 0;
        long highest = 1;
        for (int i = 0; i < count; i++) {
            wanted = reduce(times(wanted, base) + part.codePointAt(i));
            seen = reduce(times(seen, base) + text.codePointAt(from + i));
            highest = i == 0 ? 1 : times(highest, base);
        }
        for (int at = from; ; at++) {
            if (seen == wanted && text.matches(part, at)) {
                return at;
            }
            if (at == last) {
                return -1;
            }
            long without = seen + MODULUS - times(highest, text.codePointAt(at));
            seen = reduce(times(reduce(without), base) + text.codePointAt(at + count));
        }
    }

    /** The product of two numbers below the modulus. */
    private static long times(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        return reduce((low & MODULUS) + ((low >>> 61) | (high << 3)));
    }

    /** A number below twice the modulus plus a code point, reduced. */
    private static long reduce(long value) {
        long once = (value & MODULUS) + (value >>> 61);
        return once >= MODULUS ? once - MODULUS : once;
    }
}
