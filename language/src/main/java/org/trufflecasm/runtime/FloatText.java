package org.trufflecasm.runtime;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The text of floats: the shortest digits that read back as the same float, never with an exponent.
 */
final class FloatText {
    /** Below it, one digit may be enough where Java's own conversion always gives two. */
    private static final double FEW_DIGITS = 1e-320;

    private FloatText() {}

    /**
     * ASCII; {@code NaN}, {@code inf}, {@code -inf}, {@code -0.0} and whole numbers with {@code
     * .0}.
     */
    static String of(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        String text = Double.toString(value);
        if (text.indexOf('E') < 0) {
            return text;
        }
        BigDecimal exact = new BigDecimal(text);
        if (Math.abs(value) < FEW_DIGITS) {
            BigDecimal oneDigit = new BigDecimal(value).round(new MathContext(1));
            exact = oneDigit.doubleValue() == value ? oneDigit : exact;
        }
        String plain = exact.stripTrailingZeros().toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
}
