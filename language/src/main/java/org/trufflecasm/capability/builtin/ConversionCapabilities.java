package org.trufflecasm.capability.builtin;

import java.util.List;
import java.util.Objects;
import org.trufflecasm.capability.CapabilityContext;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.capability.PureFunction;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.Casts;

/**
 * The capabilities {@code conv.*} (specification §5). Unlike {@code cast} they give null for what
 * cannot be converted.
 */
public final class ConversionCapabilities {
    /** All of them. */
    public static final List<HostFunction> ALL =
            List.of(
                    new PureFunction("conv.to_int", (c, v) -> orNull(toInt(v[0]))),
                    new PureFunction("conv.to_float", (c, v) -> orNull(toFloat(v[0]))),
                    new PureFunction("conv.to_str", (c, v) -> c.text(v[0])),
                    new PureFunction("conv.to_bool", ConversionCapabilities::toBool),
                    new PureFunction("conv.parse_int", ConversionCapabilities::parseInt),
                    new PureFunction(
                            "conv.parse_float",
                            (c, v) -> orNull(Casts.parseFloat(new Arguments(c, v).str(0)))),
                    new PureFunction("conv.type_of", (c, v) -> CasmString.of(c.typeName(v[0]))));

    private ConversionCapabilities() {}

    private static Object orNull(Object value) {
        return Objects.requireNonNullElse(value, CasmNull.INSTANCE);
    }

    private static Long toInt(Object value) {
        return switch (value) {
            case Long number -> number;
            case Double number -> Double.isNaN(number) ? null : (Long) (long) (double) number;
            case Boolean truth -> truth ? 1L : 0L;
            case CasmString text -> Casts.parseInt(text);
            default -> null;
        };
    }

    private static Double toFloat(Object value) {
        return switch (value) {
            case Long number -> (Double) (double) number;
            case Double number -> number;
            case Boolean truth -> truth ? 1.0 : 0.0;
            case CasmString text -> Casts.parseFloat(text);
            default -> null;
        };
    }

    private static Object toBool(CapabilityContext context, Object[] v) {
        if (v[0] instanceof CasmString text) {
            return switch (text.toString()) {
                case "true" -> true;
                case "false" -> false;
                default -> CasmNull.INSTANCE;
            };
        }
        return context.semantics().truth(v[0]);
    }

    private static Object parseInt(CapabilityContext context, Object[] v) {
        Arguments arguments = new Arguments(context, v);
        CasmString text = arguments.str(0);
        long radix = arguments.integer(1);
        if (radix < Character.MIN_RADIX || radix > Character.MAX_RADIX) {
            throw Arguments.failure(
                    "conv.parse_int", "the radix must be from 2 to 36, not " + radix);
        }
        context.arena().work(text.length(), null);
        for (int i = 0; i < text.length(); i++) {
            if (text.codePointAt(i) > 'z') { // Java also knows the digits of other scripts.
                return CasmNull.INSTANCE;
            }
        }
        try {
            return Long.parseLong(text.toString(), (int) radix);
        } catch (NumberFormatException noNumber) {
            return CasmNull.INSTANCE;
        }
    }
}
