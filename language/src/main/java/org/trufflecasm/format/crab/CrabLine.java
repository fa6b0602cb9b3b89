package org.trufflecasm.format.crab;

import org.trufflecasm.core.Quotation;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;

/** One line of CVM text, taken from left to right: words and strings, up to the comment. */
final class CrabLine {
    private static final int SHOWN = 60;

    private final String text;
    private final int number;
    private int at;
    private int tokenStart;

    /**
     * @param text the line, without its end
     * @param number its number in the file, from 1
     */
    CrabLine(String text, int number) {
        this.text = text;
        this.number = number;
    }

    int number() {
        return number;
    }

    /** Goes over blanks; whether then nothing is left but a comment. */
    boolean atEnd() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        tokenStart = at;
        return at == text.length() || text.charAt(at) == ';';
    }

    /** Whether a string in quotes comes next. */
    boolean atString() {
        return !atEnd() && text.charAt(at) == '"';
    }

    /** Takes a character if it comes next; whether it does. */
    boolean skip(char wanted) {
        if (atEnd() || text.charAt(at) != wanted) {
            return false;
        }
        at++;
        return true;
    }

    /**
     * Takes the next word.
     *
     * @param what what it should be, for the message
     */
    String word(String what) {
        if (atEnd() || text.charAt(at) == '"') {
            throw expected(what);
        }
        while (at < text.length() && !isBlank(text.charAt(at)) && text.charAt(at) != ';') {
            at++;
        }
        return text.substring(tokenStart, at);
    }

    /** Takes the next name: a word, or a string. */
    String name(String what) {
        return atString() ? string() : word(what);
    }

    /** Takes the string that comes next, as {@link Quotation#string(String)} writes it. */
    String string() {
        StringBuilder result = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            result.append(c == '\\' ? escaped() : c);
        }
        if (at >= text.length()) {
            throw failure("the string does not end on this line");
        }
        at++;
        for (int i = 0; i < result.length(); i++) {
            char c = result.charAt(i);
            boolean pair =
                    Character.isHighSurrogate(c)
                            && i + 1 < result.length()
                            && Character.isLowSurrogate(result.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw failure("half of a surrogate pair is no text");
            }
        }
        return result.toString();
    }

    private char escaped() {
        if (at >= text.length()) {
            throw failure("the string does not end on this line");
        }
        char c = text.charAt(at++);
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '\\', '"' -> c;
            case 'u' -> {
                int value = 0;
                for (int i = 0; i < 4; i++) {
                    char digit = at < text.length() ? text.charAt(at) : '?';
                    int known = digit < 128 ? Character.digit(digit, 16) : -1;
                    if (known < 0) {
                        throw failure("four hexadecimal digits must follow \\u");
                    }
                    value = value * 16 + known;
                    at++;
                }
                yield (char) value;
            }
            default -> throw failure("unknown escape \\" + c);
        };
    }

    /**
     * Takes an unsigned number, decimal or hexadecimal behind {@code 0x}.
     *
     * @param what what it is, for the message
     */
    long count(String what, long maximum) {
        return count(word(what), what, maximum);
    }

    /** A word that was taken, as an unsigned number. */
    long count(String word, String what, long maximum) {
        boolean hexadecimal = word.startsWith("0x");
        String digits = hexadecimal ? word.substring(2) : word;
        int radix = hexadecimal ? 16 : 10;
        boolean isNumber =
                !digits.isEmpty()
                        && digits.length() <= 12
                        && digits.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0);
        long value = isNumber ? Long.parseLong(digits, radix) : -1;
        if (value < 0 || value > maximum) {
            throw failure(
                    "expected "
                            + what
                            + ", a number from 0 to "
                            + maximum
                            + ", found "
                            + Quotation.plain(word, SHOWN));
        }
        return value;
    }

    /** Demands that nothing follows. */
    void requireEnd() {
        if (!atEnd()) {
            throw failure("unexpected " + Quotation.plain(text.substring(tokenStart), SHOWN));
        }
    }

    private LoadException expected(String what) {
        return failure(
                "expected "
                        + what
                        + (atEnd()
                                ? ", found the end of the line"
                                : ", found " + Quotation.plain(text.substring(tokenStart), SHOWN)));
    }

    /** A failure at the newest word. */
    LoadException failure(String problem) {
        return LoadException.inLine(ErrorKind.ParseError, problem, number, tokenStart + 1);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\f';
    }
}
