package org.trufflecasm.tck.reference;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The text of floats: the shortest digits that read back to the same float, never with an exponent.
 */
final class FloatText {
    private FloatText() {}

    static String of(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(value).stripTrailingZeros();
        String plain = shortest.toPlainString();
        return shortest.scale() <= 0 ? plain + ".0" : plain;
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits <= 17; digits++) {
            // The nearest decimal of this length may miss the float's interval where a neighbour of
            // it does not.
            BigDecimal nearest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (nearest.doubleValue() == value) {
                return nearest;
            }
            for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
                BigDecimal neighbour = exact.round(new MathContext(digits, mode));
                if (neighbour.doubleValue() == value) {
                    return neighbour;
                }
            }
        }
        throw new AssertionError("17 digits are always enough: " + value);
    }
}
