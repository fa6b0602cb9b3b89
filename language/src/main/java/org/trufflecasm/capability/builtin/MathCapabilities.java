package org.trufflecasm.capability.builtin;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.trufflecasm.capability.CapabilityContext;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.capability.PureFunction;
import org.trufflecasm.runtime.MathFunctions;

/** The capabilities {@code math.*} (specification §5): always floats, but for two of them. */
public final class MathCapabilities {
    /** All of them. */
    public static final List<HostFunction> ALL =
            List.of(
                    unary("math.sqrt", Math::sqrt),
                    unary("math.abs", Math::abs),
                    unary("math.floor", Math::floor),
                    unary("math.ceil", Math::ceil),
                    unary("math.round", MathFunctions::round),
                    unary("math.sin", StrictMath::sin),
                    unary("math.cos", StrictMath::cos),
                    unary("math.tan", StrictMath::tan),
                    binary("math.pow", MathFunctions::pow),
                    binary("math.min", (x, y) -> orOther(x, y, Math.min(x, y))),
                    binary("math.max", (x, y) -> orOther(x, y, Math.max(x, y))),
                    new PureFunction("math.pi", (c, v) -> Math.PI),
                    new PureFunction("math.random", (c, v) -> c.random().nextDouble()),
                    new PureFunction("math.random_int", MathCapabilities::randomInt),
                    new PureFunction("math.seed", MathCapabilities::seed));

    private MathCapabilities() {}

    private static HostFunction unary(String name, DoubleUnaryOperator function) {
        return new PureFunction(
                name, (c, v) -> function.applyAsDouble(new Arguments(c, v).number(0)));
    }

    private static HostFunction binary(String name, DoubleBinaryOperator function) {
        return new PureFunction(
                name,
                (c, v) -> {
                    Arguments arguments = new Arguments(c, v);
                    double left = arguments.number(0);
                    return function.applyAsDouble(left, arguments.number(1));
                });
    }

    /** The other one if one is no number, as the original's language has it. */
    private static double orOther(double x, double y, double chosen) {
        return Double.isNaN(x) ? y : Double.isNaN(y) ? x : chosen;
    }

    private static Object randomInt(CapabilityContext context, Object[] values) {
        Arguments arguments = new Arguments(context, values);
        long low = arguments.integer(0);
        long high = arguments.integer(1);
        if (low >= high) {
            throw Arguments.failure(
                    "math.random_int", "there is no int from " + low + " below " + high);
        }
        // The difference may not fit, but is right as an unsigned number.
        return low + Long.remainderUnsigned(context.random().nextLong(), high - low);
    }

    private static Object seed(CapabilityContext context, Object[] values) {
        long number = new Arguments(context, values).integer(0);
        context.random().seed(number);
        return number;
    }
}
