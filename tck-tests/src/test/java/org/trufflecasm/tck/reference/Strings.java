package org.trufflecasm.tck.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The string operations (specification §3.6). All work on code points; operands count by their
 * text.
 */
final class Strings {
    /** Unicode's White_Space. */
    private static final String BLANKS =
            "\t\n\u000b\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
                    + "\u2028\u2029\u202f\u205f\u3000";

    private Strings() {}

    static Sequence split(String text, String delimiter) {
        if (delimiter.isEmpty()) {
            return Sequence.of(Sequence.Kind.ARRAY, characters(text));
        }
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(delimiter); end >= 0; end = text.indexOf(delimiter, start)) {
            parts.add(text.substring(start, end));
            start = end + delimiter.length();
        }
        parts.add(text.substring(start));
        return Sequence.of(Sequence.Kind.ARRAY, parts);
    }

    static String replace(String text, String old, String replacement) {
        if (old.isEmpty()) {
            GaveUp.checkText(
                    text.length() + (long) replacement.length() * (Containers.length(text) + 1));
            return characters(text).stream()
                    .map(character -> replacement + character)
                    .collect(Collectors.joining("", "", replacement));
        }
        long length = text.length();
        for (int at = text.indexOf(old); at >= 0; at = text.indexOf(old, at + old.length())) {
            length += replacement.length() - old.length();
        }
        GaveUp.checkText(length);
        return text.replace(old, replacement);
    }

    static String join(Object array, String delimiter) {
        if (!(array instanceof Sequence sequence) || sequence.kind != Sequence.Kind.ARRAY) {
            throw GuestFailure.type("array", array);
        }
        return bounded(
                sequence.elements.stream()
                        .map(Values::text)
                        .collect(Collectors.joining(delimiter)));
    }

    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && BLANKS.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && BLANKS.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }

    /** The code points, each as a string. */
    static List<String> characters(String text) {
        return text.codePoints().mapToObj(Character::toString).toList();
    }

    private static String bounded(String text) {
        GaveUp.checkText(text.length());
        return text;
    }
}
