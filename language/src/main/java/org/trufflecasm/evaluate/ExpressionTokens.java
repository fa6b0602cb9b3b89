package org.trufflecasm.evaluate;

import java.util.List;
import java.util.Set;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;

/** The text of a tool's expression, word by word. */
final class ExpressionTokens {
    private static final Set<String> WORDS = Set.of("and", "or", "not");

    private final String text;
    private int position;

    ExpressionTokens(String text) {
        this.text = text;
        skipBlanks();
    }

    boolean atEnd() {
        return position == text.length();
    }

    private char current() {
        return atEnd() ? '\0' : text.charAt(position);
    }

    private void skipBlanks() {
        while (!atEnd() && Character.isWhitespace(current())) {
            position++;
        }
    }

    /** Takes an operator, a bracket or a word, if it comes next. */
    boolean take(String wanted) {
        if (!text.startsWith(wanted, position)) {
            return false;
        }
        int end = position + wanted.length();
        char next = end < text.length() ? text.charAt(end) : '\0';
        boolean longer =
                Character.isJavaIdentifierStart(wanted.charAt(0))
                        ? Character.isJavaIdentifierPart(next) && next != '\0'
                        : next == '=' && "=!<>".contains(wanted);
        if (longer) {
            return false;
        }
        position = end;
        skipBlanks();
        return true;
    }

    /** Takes one of some operators; null if none comes next. */
    String takeOneOf(List<String> wanted) {
        for (String one : wanted) {
            if (take(one)) {
                return one;
            }
        }
        return null;
    }

    void require(String wanted) {
        if (!take(wanted)) {
            throw atEnd() ? failure("'" + wanted + "' is missing") : unexpected();
        }
    }

    /** Takes a name, which must come next. */
    String name() {
        int start = position;
        if (!atEnd() && Character.isJavaIdentifierStart(current())) {
            while (!atEnd() && Character.isJavaIdentifierPart(current())) {
                position++;
            }
        }
        String name = text.substring(start, position);
        if (name.isEmpty() || WORDS.contains(name)) {
            position = start;
            throw unexpected();
        }
        skipBlanks();
        return name;
    }

    /** Takes a text between quotes; null if none comes next. */
    String takeString() {
        char quote = current();
        if (quote != '"' && quote != '\'') {
            return null;
        }
        StringBuilder value = new StringBuilder();
        position++;
        while (current() != quote || atEnd()) {
            if (atEnd()) {
                throw failure("the string has no end");
            }
            char next = text.charAt(position++);
            if (next != '\\') {
                value.append(next);
                continue;
            }
            if (atEnd()) {
                throw failure("the string has no end");
            }
            char escaped = text.charAt(position++);
            switch (escaped) {
                case 'n' -> value.append('\n');
                case 't' -> value.append('\t');
                case 'r' -> value.append('\r');
                case '\\', '"', '\'' -> value.append(escaped);
                default -> throw failure("unknown escape '\\" + escaped + "'");
            }
        }
        position++;
        skipBlanks();
        return value.toString();
    }

    /** Takes an int or a float; null if none comes next. */
    Object takeNumber() {
        int start = position;
        if (!isDigit(current())) {
            return null;
        }
        skipDigits();
        boolean whole = true;
        if (current() == '.'
                && position + 1 < text.length()
                && isDigit(text.charAt(position + 1))) {
            whole = false;
            position++;
            skipDigits();
        }
        if (current() == 'e' || current() == 'E') {
            whole = false;
            position++;
            if (current() == '+' || current() == '-') {
                position++;
            }
            skipDigits();
        }
        String number = text.substring(start, position);
        skipBlanks();
        try {
            if (whole) {
                return Long.parseLong(number);
            }
            return Double.parseDouble(number);
        } catch (NumberFormatException malformed) {
            throw failure("no number: " + number);
        }
    }

    private void skipDigits() {
        while (isDigit(current())) {
            position++;
        }
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    LoadException unexpected() {
        return atEnd()
                ? failure("the expression has no end")
                : failure("unexpected '" + text.charAt(position) + "'");
    }

    LoadException failure(String message) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < Math.min(position, text.length()); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new LoadException(
                ErrorKind.ParseError, message, LoadException.Place.at(line, column));
    }
}
