package org.trufflecasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.error.GuestException;

/**
 * Checked arithmetic, order and bit operations on values of any kind: what nodes call where their
 * fast paths do not apply. The left operand is checked first.
 *
 * <p>Every method takes the family's semantics, for texts and type names, and the node to blame; it
 * throws {@link GuestException} TypeError for operands that are not numeric, and what it names
 * besides.
 */
public final class Arithmetic {
    private Arithmetic() {}

    /** The sum; the concatenated texts if either is a str. ArithmeticOverflow. */
    @TruffleBoundary
    public static Object add(Object left, Object right, Semantics semantics, Node location) {
        if (left instanceof CasmString || right instanceof CasmString) {
            return concat(left, right, semantics, location);
        }
        if (left instanceof Long a && right instanceof Long b) {
            long sum = a + b;
            if (((a ^ sum) & (b ^ sum)) < 0) {
                throw GuestException.overflow(location);
            }
            return sum;
        }
        requireNumeric(left, right, semantics, location);
        return toFloat(left) + toFloat(right);
    }

    private static CasmString concat(
            Object left, Object right, Semantics semantics, Node location) {
        Arena arena = semantics.arena();
        long mark = arena.mark();
        try {
            CasmString first = semantics.text(left);
            CasmString second = semantics.text(right);
            arena.reserveObject(Arena.OBJECT + first.storageOfConcat(second), location);
            return first.concat(second);
        } finally {
            arena.settle(mark);
        }
    }

    /** The difference. ArithmeticOverflow. */
    @TruffleBoundary
    public static Object sub(Object left, Object right, Semantics semantics, Node location) {
        if (left instanceof Long a && right instanceof Long b) {
            long difference = a - b;
            if (((a ^ b) & (a ^ difference)) < 0) {
                throw GuestException.overflow(location);
            }
            return difference;
        }
        requireNumeric(left, right, semantics, location);
        return toFloat(left) - toFloat(right);
    }

    /** The product. ArithmeticOverflow. */
    @TruffleBoundary
    public static Object mul(Object left, Object right, Semantics semantics, Node location) {
        if (left instanceof Long a && right instanceof Long b) {
            long product = a * b;
            if (Math.multiplyHigh(a, b) != product >> 63) {
                throw GuestException.overflow(location);
            }
            return product;
        }
        requireNumeric(left, right, semantics, location);
        return toFloat(left) * toFloat(right);
    }

    /** The quotient, of ints cut towards zero. DivisionByZero, ArithmeticOverflow. */
    @TruffleBoundary
    public static Object div(Object left, Object right, Semantics semantics, Node location) {
        if (left instanceof Long a && right instanceof Long b) {
            if (b == 0) {
                throw GuestException.divisionByZero(location);
            }
            if (a == Long.MIN_VALUE && b == -1) {
                throw GuestException.overflow(location);
            }
            return a / b;
        }
        requireNumeric(left, right, semantics, location);
        return toFloat(left) / divisor(right, location);
    }

    /** The remainder with the sign of the dividend. DivisionByZero. */
    @TruffleBoundary
    public static Object mod(Object left, Object right, Semantics semantics, Node location) {
        if (left instanceof Long a && right instanceof Long b) {
            if (b == 0) {
                throw GuestException.divisionByZero(location);
            }
            return a % b;
        }
        requireNumeric(left, right, semantics, location);
        return toFloat(left) % divisor(right, location);
    }

    private static double divisor(Object value, Node location) {
        double divisor = toFloat(value);
        if (divisor == 0) {
            throw GuestException.divisionByZero(location);
        }
        return divisor;
    }

    /** The opposite number. ArithmeticOverflow. */
    @TruffleBoundary
    public static Object neg(Object value, Semantics semantics, Node location) {
        if (value instanceof Long number) {
            if (number == Long.MIN_VALUE) {
                throw GuestException.overflow(location);
            }
            return -number;
        }
        return -requireFloat(value, semantics, location);
    }

    /** Whether left &lt; right; false with NaN. */
    @TruffleBoundary
    public static boolean lt(Object left, Object right, Semantics semantics, Node location) {
        if (left instanceof Long a && right instanceof Long b) {
            return a < b;
        }
        requireNumeric(left, right, semantics, location);
        return toFloat(left) < toFloat(right);
    }

    /** Whether left &gt; right; false with NaN. */
    @TruffleBoundary
    public static boolean gt(Object left, Object right, Semantics semantics, Node location) {
        if (left instanceof Long a && right instanceof Long b) {
            return a > b;
        }
        requireNumeric(left, right, semantics, location);
        return toFloat(left) > toFloat(right);
    }

    /** Whether left &le; right; false with NaN. */
    @TruffleBoundary
    public static boolean le(Object left, Object right, Semantics semantics, Node location) {
        if (left instanceof Long a && right instanceof Long b) {
            return a <= b;
        }
        requireNumeric(left, right, semantics, location);
        return toFloat(left) <= toFloat(right);
    }

    /** Whether left &ge; right; false with NaN. */
    @TruffleBoundary
    public static boolean ge(Object left, Object right, Semantics semantics, Node location) {
        if (left instanceof Long a && right instanceof Long b) {
            return a >= b;
        }
        requireNumeric(left, right, semantics, location);
        return toFloat(left) >= toFloat(right);
    }

    /** Bitwise and; floats are cut to ints first. */
    @TruffleBoundary
    public static long bitAnd(Object left, Object right, Semantics semantics, Node location) {
        requireNumeric(left, right, semantics, location);
        return toInt(left) & toInt(right);
    }

    /** Bitwise or; floats are cut to ints first. */
    @TruffleBoundary
    public static long bitOr(Object left, Object right, Semantics semantics, Node location) {
        requireNumeric(left, right, semantics, location);
        return toInt(left) | toInt(right);
    }

    /** Bitwise exclusive or; floats are cut to ints first. */
    @TruffleBoundary
    public static long bitXor(Object left, Object right, Semantics semantics, Node location) {
        requireNumeric(left, right, semantics, location);
        return toInt(left) ^ toInt(right);
    }

    /** Bitwise complement; a float is cut to an int first. */
    @TruffleBoundary
    public static long bitNot(Object value, Semantics semantics, Node location) {
        requireNumeric(value, semantics, location);
        return ~toInt(value);
    }

    /** Left shift that drops high bits. ArithmeticOverflow unless the count is 0 to 63. */
    @TruffleBoundary
    public static long shl(Object left, Object right, Semantics semantics, Node location) {
        requireNumeric(left, right, semantics, location);
        return toInt(left) << shiftCount(right, location);
    }

    /** Right shift that keeps the sign. ArithmeticOverflow unless the count is 0 to 63. */
    @TruffleBoundary
    public static long shr(Object left, Object right, Semantics semantics, Node location) {
        requireNumeric(left, right, semantics, location);
        return toInt(left) >> shiftCount(right, location);
    }

    private static int shiftCount(Object value, Node location) {
        long count = toInt(value);
        if (count < 0 || count >= Long.SIZE) {
            throw GuestException.overflow(location);
        }
        return (int) count;
    }

    /** A numeric value as a float. TypeError. */
    static double requireFloat(Object value, Semantics semantics, Node location) {
        requireNumeric(value, semantics, location);
        return toFloat(value);
    }

    static void requireNumeric(Object left, Object right, Semantics semantics, Node location) {
        requireNumeric(left, semantics, location);
        requireNumeric(right, semantics, location);
    }

    private static void requireNumeric(Object value, Semantics semantics, Node location) {
        if (!(value instanceof Long) && !(value instanceof Double)) {
            throw GuestException.typeError("numeric", semantics.typeName(value), location);
        }
    }

    private static double toFloat(Object numeric) {
        return numeric instanceof Long number ? (double) number : (Double) numeric;
    }

    /** Towards zero, the nearest int where it is out of range, and 0 for NaN. */
    private static long toInt(Object numeric) {
        return numeric instanceof Long number ? number : (long) (double) (Double) numeric;
    }
}
