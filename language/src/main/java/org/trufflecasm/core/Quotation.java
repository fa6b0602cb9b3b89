package org.trufflecasm.core;

/** How names and strings of a capsule are shown in messages and listings: always on one line. */
public final class Quotation {
    private static final int MESSAGE_LENGTH = 120;

    private Quotation() {}

    /** A name inside a message: in single quotes, escaped, cut where it is longer than a line. */
    public static String name(String name) {
        return quote(name, '\'', MESSAGE_LENGTH);
    }

    /** A string constant: in double quotes, escaped, complete. */
    public static String string(String text) {
        return quote(text, '"', Integer.MAX_VALUE);
    }

    /** A string constant: in double quotes, escaped, at most {@code limit} UTF-16 units of it. */
    public static String string(String text, int limit) {
        return quote(text, '"', limit);
    }

    /**
     * A piece of text inside a message: without quotes, escaped, at most {@code limit} UTF-16 units
     * of it.
     */
    public static String plain(String text, int limit) {
        StringBuilder result = new StringBuilder();
        appendEscaped(result, text, '\0', limit);
        return result.toString();
    }

    /**
     * A name as it stands where it reads as one word, else as a string constant of at most {@code
     * limit} units.
     */
    public static String word(String name, int limit) {
        return isWord(name) && name.length() <= limit ? name : string(name, limit);
    }

    private static boolean isWord(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isLetterOrDigit(c) && "_.$<>:*/-".indexOf(c) < 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static String quote(String text, char mark, int limit) {
        StringBuilder result = new StringBuilder().append(mark);
        int end = appendEscaped(result, text, mark, limit);
        result.append(mark);
        if (end < text.length()) {
            result.append("…+").append(text.length() - end);
        }
        return result.toString();
    }

    /**
     * Appends as much as {@code limit} allows without cutting a character in two; returns how much
     * that was.
     */
    private static int appendEscaped(StringBuilder result, String text, char mark, int limit) {
        int end = Math.min(text.length(), limit);
        if (end < text.length() && end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            append(result, text.charAt(i), mark);
        }
        return end;
    }

    private static void append(StringBuilder result, char c, char mark) {
        switch (c) {
            case '\n' -> result.append("\\n");
            case '\t' -> result.append("\\t");
            case '\r' -> result.append("\\r");
            case '\\' -> result.append("\\\\");
            default -> {
                if (c == mark) {
                    result.append('\\').append(c);
                } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                    result.append(String.format("\\u%04x", (int) c));
                } else {
                    result.append(c);
                }
            }
        }
    }
}
