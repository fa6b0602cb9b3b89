package org.trufflecasm.tck.reference;

import java.util.Locale;
import java.util.regex.Pattern;
import org.trufflecasm.error.ErrorKind;

/** The operation {@code cast} (specification §2). */
final class Casts {
    private static final Pattern INT = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern FLOAT =
            Pattern.compile(
                    "[+-]?(inf|infinity|nan|([0-9]+\\.?[0-9]*|\\.[0-9]+)(e[+-]?[0-9]+)?)",
                    Pattern.CASE_INSENSITIVE);

    private Casts() {}

    static Object cast(String target, Object value) {
        return switch (target) {
            case "int", "i64" -> toInt(value);
            case "float", "f64" -> toFloat(value);
            case "str", "string" -> Values.text(value);
            case "bool" -> Values.truth(value);
            default ->
                    throw new GuestFailure(
                            ErrorKind.TypeError,
                            "type error: unknown cast target '" + target + "'");
        };
    }

    private static long toInt(Object value) {
        return switch (value) {
            case Long number -> number;
            case Double number -> (long) number.doubleValue();
            case Boolean bool -> bool ? 1 : 0;
            case String text -> parseInt(text);
            default -> 0;
        };
    }

    private static long parseInt(String text) {
        if (!INT.matcher(text).matches()) {
            return 0;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException tooBig) {
            return 0;
        }
    }

    private static double toFloat(Object value) {
        return switch (value) {
            case Long number -> number.doubleValue();
            case Double number -> number;
            case Boolean bool -> bool ? 1 : 0;
            case String text -> parseFloat(text);
            default -> 0;
        };
    }

    private static double parseFloat(String text) {
        if (!FLOAT.matcher(text).matches()) {
            return 0;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.endsWith("nan")) {
            return Double.NaN;
        }
        if (lower.contains("inf")) {
            return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return Double.parseDouble(lower);
    }
}
