package org.trufflecasm.format.crab;

import java.util.Locale;
import java.util.regex.Pattern;

/** How text spells Numbers: exactly, so that each bit comes back. */
final class CrabNumbers {
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern BITS = Pattern.compile("nan:0x[0-9a-fA-F]{1,16}");
    private static final int LONGEST = 1_100;

    private CrabNumbers() {}

    /** The text of a Number. */
    static String text(CrabConstant.Numeral number) {
        double value = number.value();
        if (Double.isNaN(value)) {
            return number.bits() == Double.doubleToRawLongBits(Double.NaN)
                    ? "nan"
                    : String.format(Locale.ROOT, "nan:0x%016x", number.bits());
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        String text = Double.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** The Number that a word spells; null if it spells none. */
    static CrabConstant.Numeral parse(String word) {
        switch (word) {
            case "inf", "+inf" -> {
                return CrabConstant.Numeral.of(Double.POSITIVE_INFINITY);
            }
            case "-inf" -> {
                return CrabConstant.Numeral.of(Double.NEGATIVE_INFINITY);
            }
            case "nan" -> {
                return CrabConstant.Numeral.of(Double.NaN);
            }
            default -> {
                if (BITS.matcher(word).matches()) {
                    long bits = Long.parseUnsignedLong(word.substring("nan:0x".length()), 16);
                    return Double.isNaN(Double.longBitsToDouble(bits))
                            ? new CrabConstant.Numeral(bits)
                            : null;
                }
                return word.length() <= LONGEST && DECIMAL.matcher(word).matches()
                        ? CrabConstant.Numeral.of(Double.parseDouble(word))
                        : null;
            }
        }
    }
}
