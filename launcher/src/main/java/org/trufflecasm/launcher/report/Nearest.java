package org.trufflecasm.launcher.report;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what a user may have meant. */
public final class Nearest {
    /** Longer words are not compared: nobody misspells them by a letter or two. */
    private static final int LONGEST = 64;

    private Nearest() {}

    /**
     * The candidate nearest to a word, counting letters that are missing, added, wrong or swapped.
     * Case does not matter. None if all need more than a third of the word changed; a candidate
     * that begins with the word (or the other way round) is near at any length.
     *
     * @param word what the user wrote
     * @param candidates what would have been right
     */
    public static Optional<String> to(String word, Collection<String> candidates) {
        if (word.isEmpty() || word.length() > LONGEST) {
            return Optional.empty();
        }
        String wanted = word.toLowerCase(Locale.ROOT);
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        if (best != null && bestDistance <= Math.max(1, letters(wanted) / 3)) {
            return Optional.of(best);
        }
        return candidates.stream()
                .filter(candidate -> sharesStart(wanted, candidate.toLowerCase(Locale.ROOT)))
                .min((one, other) -> Integer.compare(one.length(), other.length()));
    }

    private static boolean sharesStart(String wanted, String candidate) {
        return (letters(wanted) > 1 && candidate.startsWith(wanted))
                || (letters(candidate) > 1 && wanted.startsWith(candidate));
    }

    /** The length without the dashes of an option, which everybody gets right. */
    private static int letters(String word) {
        int dashes = 0;
        while (dashes < word.length() && word.charAt(dashes) == '-') {
            dashes++;
        }
        return word.length() - dashes;
    }

    /** Optimal string alignment distance. */
    static int distance(String one, String other) {
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(last[j] + 1, row[j - 1] + 1), last[j - 1] + change);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[other.length()];
    }
}
