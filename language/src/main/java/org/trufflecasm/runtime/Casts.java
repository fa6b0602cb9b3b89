package org.trufflecasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import java.util.Locale;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;

/** Conversions between types, as {@code cast} makes them. What cannot be converted becomes zero. */
public final class Casts {
    private Casts() {}

    /**
     * Converts a value.
     *
     * @param value any
     * @param target {@code int}, {@code i64}, {@code float}, {@code f64}, {@code str}, {@code
     *     string} or {@code bool}
     * @throws GuestException (TypeError) for another target
     */
    @TruffleBoundary
    public static Object cast(Object value, String target, Semantics semantics, Node location) {
        return switch (target) {
            case "int", "i64" -> toInt(value);
            case "float", "f64" -> toFloat(value);
            case "str", "string" -> semantics.text(value);
            case "bool" -> semantics.truth(value);
            default ->
                    throw new GuestException(
                            ErrorKind.TypeError,
                            "type error: unknown cast target '" + target + "'",
                            location);
        };
    }

    private static long toInt(Object value) {
        return switch (value) {
            case Long number -> number;
            case Double number -> (long) (double) number;
            case Boolean truth -> truth ? 1 : 0;
            case CasmString text -> {
                Long number = parseInt(text);
                yield number == null ? 0 : number;
            }
            default -> 0;
        };
    }

    private static double toFloat(Object value) {
        return switch (value) {
            case Long number -> (double) number;
            case Double number -> number;
            case Boolean truth -> truth ? 1 : 0;
            case CasmString text -> {
                Double number = parseFloat(text);
                yield number == null ? 0 : number;
            }
            default -> 0;
        };
    }

    /**
     * The int that a text says: an optional sign and digits, nothing else.
     *
     * @return null if it says none, or one that 64 bits cannot hold
     */
    @TruffleBoundary
    public static Long parseInt(CasmString text) {
        int from = skipSign(text, 0);
        int end = skipDigits(text, from);
        if (end == from || end < text.length()) {
            return null;
        }
        try {
            return Long.parseLong(text.toString());
        } catch (NumberFormatException tooLarge) {
            return null;
        }
    }

    /**
     * The float that a text says: an optional sign and {@code inf}, {@code infinity}, {@code nan}
     * in any case, or digits with at most one point among or around them and an optional exponent.
     *
     * @return null if it says none
     */
    @TruffleBoundary
    public static Double parseFloat(CasmString text) {
        int from = skipSign(text, 0);
        if (isDecimal(text, from)) {
            return Double.parseDouble(text.toString());
        }
        if (text.length() - from > "infinity".length()) {
            return null;
        }
        String word = text.substring(from, text.length()).toString().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "inf", "infinity" ->
                    text.codePointAt(0) == '-'
                            ? Double.NEGATIVE_INFINITY
                            : Double.POSITIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> null;
        };
    }

    private static boolean isDecimal(CasmString text, int from) {
        int at = skipDigits(text, from);
        int digits = at - from;
        if (isAt(text, at, '.', '.')) {
            int fraction = at + 1;
            at = skipDigits(text, fraction);
            digits += at - fraction;
        }
        if (digits == 0) {
            return false;
        }
        if (isAt(text, at, 'e', 'E')) {
            int exponent = skipSign(text, at + 1);
            at = skipDigits(text, exponent);
            if (at == exponent) {
                return false;
            }
        }
        return at == text.length();
    }

    private static int skipSign(CasmString text, int at) {
        return isAt(text, at, '+', '-') ? at + 1 : at;
    }

    private static int skipDigits(CasmString text, int from) {
        int at = from;
        while (at < text.length() && text.codePointAt(at) >= '0' && text.codePointAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static boolean isAt(CasmString text, int at, char one, char other) {
        return at < text.length() && (text.codePointAt(at) == one || text.codePointAt(at) == other);
    }
}
