package org.trufflecasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;

/**
 * What values mean in modules of the Crab virtual machine (specification of CVM, §1 and §3): every
 * number is a float, only false and Nil are false, and nothing is converted.
 */
public final class CrabSemantics extends Semantics {
    /** Whole numbers up to here are floats exactly. */
    private static final double MAX_WHOLE = 1L << 53;

    private static final CasmString NIL = CasmString.literal("nil");

    /**
     * The rules in one context.
     *
     * @param arena the account of its objects
     */
    public CrabSemantics(Arena arena) {
        super(arena);
    }

    /** {@code foreign} for what is not a value of the machine. */
    @Override
    public String typeName(Object value) {
        if (value instanceof Double) {
            return "number";
        }
        if (value instanceof CasmString) {
            return "string";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        return value == CasmNull.INSTANCE ? "nil" : "foreign";
    }

    /** Zero, NaN and the empty string are true. */
    @Override
    public boolean truth(Object value) {
        return value instanceof Boolean truth ? truth : value != CasmNull.INSTANCE;
    }

    @Override
    @TruffleBoundary
    CasmString textOf(Object value) {
        return switch (value) {
            case Double number -> {
                reserveNumberText();
                yield CasmString.of(numberText(number));
            }
            case Boolean truth -> textOf((boolean) truth);
            case CasmNull none -> NIL;
            default -> FOREIGN;
        };
    }

    /** As the text of floats, but without the point and zero of whole numbers. */
    private static String numberText(double number) {
        String text = FloatText.of(number);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** By value within a kind; values of different kinds are never equal, NaN to nothing. */
    @Override
    @TruffleBoundary
    public boolean equal(Object left, Object right) {
        if (left instanceof Double a) {
            return right instanceof Double b && a.doubleValue() == b.doubleValue();
        }
        if (left instanceof CasmString a) {
            return right instanceof CasmString b && a.contentEquals(b);
        }
        return left.equals(right);
    }

    @Override
    @TruffleBoundary
    public Object add(Object left, Object right, Node location) {
        if (left instanceof Double a && right instanceof Double b) {
            return a + b;
        }
        if (left instanceof CasmString a && right instanceof CasmString b) {
            long mark = arena().mark();
            try {
                arena().reserveObject(Arena.OBJECT + a.storageOfConcat(b), location);
                return a.concat(b);
            } finally {
                arena().settle(mark);
            }
        }
        throw typeError("Cannot add these types", location);
    }

    @Override
    @TruffleBoundary
    public Object sub(Object left, Object right, Node location) {
        if (left instanceof Double a && right instanceof Double b) {
            return a - b;
        }
        throw typeError("Cannot subtract non-numbers!!", location);
    }

    @Override
    @TruffleBoundary
    public Object mul(Object left, Object right, Node location) {
        if (left instanceof Double a && right instanceof Double b) {
            return a * b;
        }
        throw typeError("Cannot multiply non-numbers!", location);
    }

    @Override
    @TruffleBoundary
    public Object div(Object left, Object right, Node location) {
        if (left instanceof Double a && right instanceof Double b) {
            return a / divisor(b, location);
        }
        throw typeError("Cannot divide non-numbers!", location);
    }

    @Override
    @TruffleBoundary
    public Object mod(Object left, Object right, Node location) {
        if (left instanceof Double a && right instanceof Double b) {
            return a % divisor(b, location);
        }
        throw typeError("Cannot take remainder of non-numbers!", location);
    }

    private double divisor(double value, Node location) {
        if (value == 0) {
            throw divisionByZero(location);
        }
        return value;
    }

    @Override
    @TruffleBoundary
    public Object neg(Object value, Node location) {
        if (value instanceof Double number) {
            return -number;
        }
        throw typeError("Cannot negate non-number!", location);
    }

    @Override
    @TruffleBoundary
    public boolean lt(Object left, Object right, Node location) {
        return (left instanceof Double a && right instanceof Double b)
                ? a < b
                : order(left, right, location) < 0;
    }

    @Override
    @TruffleBoundary
    public boolean le(Object left, Object right, Node location) {
        return (left instanceof Double a && right instanceof Double b)
                ? a <= b
                : order(left, right, location) <= 0;
    }

    @Override
    @TruffleBoundary
    public boolean gt(Object left, Object right, Node location) {
        return (left instanceof Double a && right instanceof Double b)
                ? a > b
                : order(left, right, location) > 0;
    }

    @Override
    @TruffleBoundary
    public boolean ge(Object left, Object right, Node location) {
        return (left instanceof Double a && right instanceof Double b)
                ? a >= b
                : order(left, right, location) >= 0;
    }

    /** Strings by their UTF-8 bytes, which is the order of their code points. */
    private static int order(Object left, Object right, Node location) {
        if (left instanceof CasmString a && right instanceof CasmString b) {
            return a.compare(b);
        }
        throw typeError("Cannot compare these types", location);
    }

    @Override
    public FamilyFunction function(String name) {
        return switch (name) {
            case "abs" -> CrabSemantics::abs;
            case "sqrt" -> (arguments, location) -> sqrt(arguments[0]);
            case "len" -> CrabSemantics::len;
            default -> null;
        };
    }

    private static Object abs(Object[] arguments, Node location) {
        if (arguments[0] instanceof Double number) {
            return Math.abs(number);
        }
        throw typeError("abs: expected number", location);
    }

    private static Object sqrt(Object value) {
        return value instanceof Double number ? Math.sqrt(number) : Double.NaN;
    }

    private static Object len(Object[] arguments, Node location) {
        if (arguments[0] instanceof CasmString text) {
            return (double) text.length();
        }
        throw typeError("len: expected string", location);
    }

    /** Whole numbers become ints, as most capabilities want them. */
    @Override
    @TruffleBoundary
    public Object[] toCapability(Object[] arguments) {
        Object[] passed = arguments.clone();
        for (int i = 0; i < passed.length; i++) {
            if (passed[i] instanceof Double number && isWhole(number)) {
                passed[i] = (long) (double) number;
            }
        }
        return passed;
    }

    private static boolean isWhole(double number) {
        return Math.abs(number) <= MAX_WHOLE
                && number == Math.rint(number)
                && Double.doubleToRawLongBits(number) != Double.doubleToRawLongBits(-0.0);
    }

    @Override
    @TruffleBoundary
    public Object accept(Object value, String what, Node location) {
        return switch (value) {
            case Long number -> (double) number;
            case Double number -> number;
            case Boolean truth -> truth;
            case CasmString text -> text;
            case CasmNull none -> none;
            default -> throw typeError(what + " is no number, string, boolean or nil", location);
        };
    }

    @Override
    @TruffleBoundary
    public GuestException divisionByZero(Node location) {
        return new GuestException(ErrorKind.DivisionByZero, "Division by zero", location);
    }

    @Override
    @TruffleBoundary
    public GuestException unsetGlobal(String name, Node location) {
        return new GuestException(
                ErrorKind.UninitializedVariable, "Undefined variable: " + name, location);
    }

    @Override
    public String depthExceeded(long limit) {
        return "StackOverflowError: call depth " + limit + " exceeded";
    }

    @Override
    public String unknownCapability(String name) {
        return "Undefined native: " + name;
    }

    @Override
    public String wrongShape(String name, String arguments, int results, int given) {
        return "Native '"
                + name
                + "' takes "
                + arguments
                + " arguments and gives "
                + results
                + " results";
    }

    @TruffleBoundary
    private static GuestException typeError(String message, Node location) {
        return new GuestException(ErrorKind.TypeError, message, location);
    }
}
