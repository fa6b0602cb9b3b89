package org.trufflecasm.runtime;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds one string in another in time proportional to the first one's length, whatever both look
 * like.
 *
 * <p>Compares content at every place at first. Where such comparisons are long and fail late, it
 * compares fingerprints of the places that are left with that of what is looked for, and content
 * only where they agree; the fingerprint's base is random, so that nobody can make text whose
 * fingerprints agree without the content.
 */
final class StringSearch {
    /** 2<sup>61</sup> - 1, a prime. */
    private static final long MODULUS = (1L << 61) - 1;

    private StringSearch() {}

    /**
     * Where a string occurs.
     *
     * @param part what to look for; an empty one is found at {@code from}
     * @param from first index to try, 0 to the text's length
     * @return the first index of an occurrence, or -1
     */
    static int indexOf(CasmString text, CasmString part, int from) {
        int last = text.length() - part.length();
        if (part.isEmpty()) {
            return from;
        }
        if (part.isWide() && !text.isWide()) {
            return -1;
        }
        int first = part.codePointAt(0);
        long work = 0;
        for (int i = from; i <= last; i++) {
            if (text.codePointAt(i) == first) {
                if (text.matches(part, i)) {
                    return i;
                }
                // Long comparisons that fail late would take the product of both lengths.
                work += part.length();
                if (work > 4L * (i - from) + 1024) {
                    return byFingerprints(text, part, i + 1);
                }
            }
        }
        return -1;
    }

    /** The same for a part that is not empty, in time that does not depend on the content. */
    private static int byFingerprints(CasmString text, CasmString part, int from) {
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
