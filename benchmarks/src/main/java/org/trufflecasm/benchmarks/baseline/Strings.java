package org.trufflecasm.benchmarks.baseline;

import java.util.Arrays;

/** Builds short strings piece by piece and compares them. */
public final class Strings {
    private static final String[] PARTS = {"ab", "cde", "f", "gh", "ijkl", "m", "no"};
    private static final int PIECES = 64;

    private Strings() {}

    /** How many of {@code n} strings are the same as the one seven before. */
    public static long run(long n) {
        String[] last = new String[PARTS.length];
        Arrays.fill(last, "");
        long hits = 0;
        for (long i = 0; i < n; i++) {
            StringBuilder builder = new StringBuilder();
            for (int j = 0; j < PIECES; j++) {
                builder.append(PARTS[(int) ((i + j) % PARTS.length)]);
            }
            String text = builder.toString();
            int place = (int) (i % PARTS.length);
            if (text.equals(last[place])) {
                hits++;
            }
            last[place] = text;
        }
        return hits;
    }
}
