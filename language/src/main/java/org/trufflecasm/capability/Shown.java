package org.trufflecasm.capability;

/** Text of a capsule in messages: one line, and not endless. */
public final class Shown {
    private static final int LONGEST = 200;

    private Shown() {}

    /** The text without control characters, and without its end if it is long. */
    public static String of(String text) {
        String start = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return start.replaceAll("[\\p{Cntrl}\u2028\u2029]", "\uFFFD");
    }
}
