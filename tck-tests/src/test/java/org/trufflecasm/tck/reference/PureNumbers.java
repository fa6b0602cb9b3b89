package org.trufflecasm.tck.reference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;

/** The capabilities {@code math.*} and {@code conv.*} (specification §5); one for each run. */
final class PureNumbers {
    private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

    private BigInteger state = BigInteger.ZERO;

    /** The result; null if there is no such capability. */
    Object call(String name, PureArguments v) {
        return switch (name) {
            case "math.sqrt" -> Math.sqrt(v.exactly(1).number(0));
            case "math.abs" -> Math.abs(v.exactly(1).number(0));
            case "math.floor" -> Math.floor(v.exactly(1).number(0));
            case "math.ceil" -> Math.ceil(v.exactly(1).number(0));
            case "math.round" -> round(v.exactly(1).number(0));
            case "math.sin" -> StrictMath.sin(v.exactly(1).number(0));
            case "math.cos" -> StrictMath.cos(v.exactly(1).number(0));
            case "math.tan" -> StrictMath.tan(v.exactly(1).number(0));
            case "math.pow" -> pow(v.exactly(2).number(0), v.number(1));
            case "math.min" -> least(v.exactly(2).number(0), v.number(1));
            case "math.max" -> -least(-v.exactly(2).number(0), -v.number(1));
            case "math.pi" -> {
                v.exactly(0);
                yield Math.PI;
            }
            case "math.random" -> {
                v.exactly(0);
                yield next().shiftRight(11).doubleValue() / 0x1p53;
            }
            case "math.random_int" -> between(v.exactly(2));
            case "math.seed" -> {
                state = BigInteger.valueOf(v.exactly(1).integer(0)).mod(TWO_64);
                yield v.value(0);
            }
            case "conv.to_int" -> toInt(v.exactly(1).value(0));
            case "conv.to_float" -> toFloat(v.exactly(1).value(0));
            case "conv.to_str" -> v.exactly(1).text(0);
            case "conv.to_bool" -> toBool(v.exactly(1).value(0));
            case "conv.parse_int" -> parseInt(v.exactly(2));
            case "conv.parse_float" -> toFloat(v.exactly(1).string(0));
            case "conv.type_of" -> Values.typeName(v.exactly(1).value(0));
            default -> null;
        };
    }

    private static double round(double value) {
        if (!Double.isFinite(value)) {
            return value;
        }
        double rounded = new BigDecimal(value).setScale(0, RoundingMode.HALF_UP).doubleValue();
        return Math.copySign(rounded, value);
    }

    private static double pow(double base, double exponent) {
        boolean one = base == 1 || (base == -1 && Double.isInfinite(exponent));
        return one ? 1 : Math.pow(base, exponent);
    }

    private static double least(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.min(a, b);
    }

    private BigInteger next() {
        state = state.add(new BigInteger("9E3779B97F4A7C15", 16)).mod(TWO_64);
        BigInteger z = state;
        z = z.xor(z.shiftRight(30)).multiply(new BigInteger("BF58476D1CE4E5B9", 16)).mod(TWO_64);
        z = z.xor(z.shiftRight(27)).multiply(new BigInteger("94D049BB133111EB", 16)).mod(TWO_64);
        return z.xor(z.shiftRight(31));
    }

    private Object between(PureArguments v) {
        BigInteger low = BigInteger.valueOf(v.integer(0));
        BigInteger high = BigInteger.valueOf(v.integer(1));
        if (low.compareTo(high) >= 0) {
            throw v.failure("there is no int from " + low + " below " + high);
        }
        return low.add(next().mod(high.subtract(low))).longValueExact();
    }

    private static Object toInt(Object value) {
        return switch (value) {
            case Boolean truth -> truth ? 1L : 0L;
            case Long number -> number;
            case Double number -> number.isNaN() ? Nil.NIL : (Object) number.longValue();
            case String text when text.matches("[+-]?[0-9]+") -> {
                BigInteger number = new BigInteger(text);
                yield number.bitLength() < 64 ? (Object) number.longValue() : Nil.NIL;
            }
            default -> Nil.NIL;
        };
    }

    private static Object toFloat(Object value) {
        if (!(value instanceof String text)) {
            return value instanceof Boolean || Values.isNumeric(value)
                    ? Casts.cast("float", value)
                    : Nil.NIL;
        }
        String number = text.toLowerCase(Locale.ROOT);
        return number.matches("[+-]?(inf|infinity|nan|(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d+)?)")
                ? Casts.cast("float", text)
                : Nil.NIL;
    }

    private static Object toBool(Object value) {
        if (value instanceof String text) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> Nil.NIL;
            };
        }
        return Values.truth(value);
    }

    private static Object parseInt(PureArguments v) {
        String text = v.string(0);
        long radix = v.integer(1);
        if (radix < 2 || radix > 36) {
            throw v.failure("the radix must be from 2 to 36, not " + radix);
        }
        String digits = text.replaceFirst("^[+-]", "").toLowerCase(Locale.ROOT);
        boolean fits =
                digits.chars()
                        .allMatch(
                                c ->
                                        "0123456789abcdefghijklmnopqrstuvwxyz"
                                                        .substring(0, (int) radix)
                                                        .indexOf(c)
                                                >= 0);
        if (digits.isEmpty() || !fits) {
            return Nil.NIL;
        }
        BigInteger number = new BigInteger(digits, (int) radix);
        BigInteger signed = text.startsWith("-") ? number.negate() : number;
        return signed.bitLength() < 64 ? (Object) signed.longValue() : Nil.NIL;
    }
}
