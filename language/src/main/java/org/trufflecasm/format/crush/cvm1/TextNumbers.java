package org.trufflecasm.format.crush.cvm1;

import java.util.regex.Pattern;
import org.trufflecasm.core.Quotation;
import org.trufflecasm.format.crush.TextLine;

/** The numbers of text assembly. */
final class TextNumbers {
    private static final Pattern REAL =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private TextNumbers() {}

    /**
     * Takes an integer: decimal, or hexadecimal behind {@code 0x}, with or without a sign.
     *
     * @param what what it is, for the message
     * @throws org.trufflecasm.error.LoadException if there is none, or it lies outside of the range
     */
    static long integer(TextLine line, String what, long minimum, long maximum) {
        String word = line.word(what);
        try {
            long value = parse(word);
            if (value >= minimum && value <= maximum) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw line.failure(
                "expected "
                        + what
                        + ", an integer from "
                        + minimum
                        + " to "
                        + maximum
                        + ", found "
                        + Quotation.plain(word, 40));
    }

    private static long parse(String word) {
        boolean signed = word.startsWith("-") || word.startsWith("+");
        String digits = signed ? word.substring(1) : word;
        if (digits.startsWith("0x") || digits.startsWith("0X")) {
            String hexadecimal = digits.substring(2);
            checkDigit(hexadecimal, 16);
            return Long.parseLong(word.startsWith("-") ? "-" + hexadecimal : hexadecimal, 16);
        }
        checkDigit(digits, 10);
        return Long.parseLong(word);
    }

    /** A second sign would be parsed too, and so would the digits of other scripts. */
    private static void checkDigit(String digits, int radix) {
        if (digits.isEmpty()
                || !digits.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0)) {
            throw new NumberFormatException();
        }
    }

    /**
     * Takes a float: digits with or without a point and an exponent, {@code inf}, {@code nan}.
     *
     * @throws org.trufflecasm.error.LoadException if there is none
     */
    static double real(TextLine line) {
        String word = line.word("a float");
        boolean negative = word.startsWith("-");
        String magnitude = negative || word.startsWith("+") ? word.substring(1) : word;
        if (magnitude.equalsIgnoreCase("inf") || magnitude.equalsIgnoreCase("infinity")) {
            return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (magnitude.equalsIgnoreCase("nan")) {
            return Double.NaN;
        }
        if (!REAL.matcher(word).matches()) {
            throw line.failure("expected a float, found " + Quotation.plain(word, 40));
        }
        return Double.parseDouble(word);
    }
}
