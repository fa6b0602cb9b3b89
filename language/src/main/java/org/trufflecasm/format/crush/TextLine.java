package org.trufflecasm.format.crush;

import org.trufflecasm.core.Quotation;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;

/**
 * One line of text assembly, read from left to right: labels, words, strings, up to the comment.
 * Not safe to share between threads.
 */
public final class TextLine {
    private static final int SHOWN = 60;

    private final String text;
    private final int line;
    private int at;

    /** Where the newest word or string begins. */
    private int tokenStart;

    /**
     * @param text the line, without its end
     * @param line its number in the file, from 1
     */
    public TextLine(String text, int line) {
        this.text = text;
        this.line = line;
    }

    /** The number of the line in its file, from 1. */
    public int line() {
        return line;
    }

    /** The column, from 1, where the newest word or string begins. */
    public int column() {
        return tokenStart + 1;
    }

    /** The line's text. */
    public String text() {
        return text;
    }

    /** Goes over blanks; whether then nothing is left but a comment. */
    public boolean atEnd() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        tokenStart = at;
        return at == text.length() || isComment(text.charAt(at));
    }

    /** Whether a string in quotes comes next. */
    public boolean atString() {
        return !atEnd() && text.charAt(at) == '"';
    }

    /** Takes the label that comes next, without its colon; null if none comes. */
    public String label() {
        if (atEnd() || !isNameStart(text.charAt(at))) {
            return null;
        }
        int end = at;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        if (end == text.length() || text.charAt(end) != ':') {
            return null;
        }
        String label = text.substring(at, end);
        at = end + 1;
        return label;
    }

    /**
     * Takes the next word.
     *
     * @param what what it should be, for the message
     * @throws LoadException if the line ends or a string comes
     */
    public String word(String what) {
        if (atEnd() || text.charAt(at) == '"') {
            throw expected(what);
        }
        while (at < text.length() && !isBlank(text.charAt(at)) && !isComment(text.charAt(at))) {
            at++;
        }
        return text.substring(tokenStart, at);
    }

    /**
     * Takes the next string: in double quotes, with {@code \n}, {@code \t}; behind any other
     * backslash the character itself.
     *
     * @param what what it should be, for the message
     * @throws LoadException if none comes, or the line ends inside it
     */
    public String string(String what) {
        if (!atString()) {
            throw expected(what + ", a string in double quotes");
        }
        StringBuilder result = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                c = text.charAt(at++);
                c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
            }
            result.append(c);
        }
        if (at >= text.length()) {
            throw failure("the string does not end on this line");
        }
        at++;
        return result.toString();
    }

    /**
     * Takes the key that comes next, and the {@code =} behind it.
     *
     * @throws LoadException if none comes
     */
    public String key() {
        atEnd();
        int end = at;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        if (end == at || end == text.length() || text.charAt(end) != '=') {
            throw expected("an operand, KEY=VALUE");
        }
        String key = text.substring(at, end);
        at = end + 1;
        tokenStart = at;
        return key;
    }

    /**
     * Takes what may be a value of JSON or a word: up to its closing quote or bracket, or up to the
     * next blank or comment.
     */
    public String value() {
        tokenStart = at;
        int depth = 0;
        boolean quoted = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (quoted) {
                at += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (depth == 0 && (isBlank(c) || isComment(c))) {
                break;
            } else if (c == '"') {
                quoted = true;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            }
            at++;
        }
        at = Math.min(at, text.length());
        return text.substring(tokenStart, at);
    }

    /** Takes everything that is left, comment or not. */
    public String rest() {
        atEnd();
        at = text.length();
        return text.substring(tokenStart);
    }

    /**
     * Demands that nothing is left.
     *
     * @param what what the line is about, for the message
     */
    public void end(String what) {
        if (!atEnd()) {
            throw failure("too many operands for " + what);
        }
    }

    /** A failure that says what should stand here. */
    private LoadException expected(String what) {
        if (atEnd()) {
            return failure("missing " + what);
        }
        return failure(
                "expected "
                        + what
                        + ", found "
                        + Quotation.plain(
                                text.substring(at, Math.min(text.length(), at + SHOWN)), SHOWN));
    }

    /** A failure of this line. */
    public LoadException failure(String problem) {
        return failure(ErrorKind.ParseError, problem);
    }

    /** A failure of this line, of some kind. */
    public LoadException failure(ErrorKind kind, String problem) {
        return LoadException.inLine(kind, problem, line, column());
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\f';
    }

    private static boolean isComment(char c) {
        return c == ';' || c == '#';
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || (c >= '0' && c <= '9');
    }

    /** Whether {@code text} can be a label. */
    public static boolean isLabel(String text) {
        return !text.isEmpty()
                && isNameStart(text.charAt(0))
                && text.chars().allMatch(c -> isNamePart((char) c));
    }

    /** Whether {@code text} can be the name of a function without quotes. */
    public static boolean isFunctionName(String text) {
        return !text.isEmpty()
                && isNameStart(text.charAt(0))
                && text.chars().allMatch(c -> c == '.' || isNamePart((char) c));
    }
}
