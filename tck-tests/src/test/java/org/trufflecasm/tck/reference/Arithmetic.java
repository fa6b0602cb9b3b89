package org.trufflecasm.tck.reference;

import org.trufflecasm.format.crush.CrushOpcode;

/** Arithmetic, order and bits (specification §2 and §3.3). */
final class Arithmetic {
    private Arithmetic() {}

    /** A binary operation of this page. */
    static Object binary(CrushOpcode op, Object left, Object right) {
        return switch (op) {
            case ADD -> add(left, right);
            case SUB, MUL, DIV, MOD -> numeric(op, left, right);
            case LT, GT, LE, GE -> ordered(op, left, right);
            case BIT_AND, BIT_OR, BIT_XOR, SHL, SHR -> bits(op, left, right);
            case MATH_POW -> {
                double base = asDouble(left);
                yield Math.pow(base, asDouble(right));
            }
            default -> throw new AssertionError(op);
        };
    }

    /** A unary operation of this page. */
    static Object unary(CrushOpcode op, Object value) {
        return switch (op) {
            case NEG -> negate(value);
            case BIT_NOT -> ~asBits(value);
            case MATH_SQRT -> Math.sqrt(asDouble(value));
            case MATH_ABS -> Math.abs(asDouble(value));
            case MATH_ROUND -> round(asDouble(value));
            case MATH_FLOOR -> Math.floor(asDouble(value));
            case MATH_CEIL -> Math.ceil(asDouble(value));
            default -> throw new AssertionError(op);
        };
    }

    private static Object add(Object left, Object right) {
        if (left instanceof String || right instanceof String) {
            String a = Values.text(left);
            String b = Values.text(right);
            GaveUp.checkText((long) a.length() + b.length());
            return a + b;
        }
        return numeric(CrushOpcode.ADD, left, right);
    }

    private static Object numeric(CrushOpcode op, Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            return onInts(op, a, b);
        }
        double a = asDouble(left);
        double b = asDouble(right);
        return switch (op) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / divisor(b);
            case MOD -> a % divisor(b);
            default -> throw new AssertionError(op);
        };
    }

    private static long onInts(CrushOpcode op, long a, long b) {
        try {
            return switch (op) {
                case ADD -> Math.addExact(a, b);
                case SUB -> Math.subtractExact(a, b);
                case MUL -> Math.multiplyExact(a, b);
                case DIV -> Math.divideExact(a, divisor(b));
                case MOD -> b == -1 ? 0 : a % divisor(b);
                default -> throw new AssertionError(op);
            };
        } catch (ArithmeticException tooBig) {
            throw GuestFailure.overflow();
        }
    }

    private static long divisor(long value) {
        if (value == 0) {
            throw GuestFailure.divisionByZero();
        }
        return value;
    }

    private static double divisor(double value) {
        if (value == 0) {
            throw GuestFailure.divisionByZero();
        }
        return value;
    }

    private static Object negate(Object value) {
        if (value instanceof Long number) {
            if (number == Long.MIN_VALUE) {
                throw GuestFailure.overflow();
            }
            return -number;
        }
        return -asDouble(value);
    }

    private static boolean ordered(CrushOpcode op, Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            int order = Long.compare(a, b);
            return switch (op) {
                case LT -> order < 0;
                case GT -> order > 0;
                case LE -> order <= 0;
                default -> order >= 0;
            };
        }
        double a = asDouble(left);
        double b = asDouble(right);
        return switch (op) {
            case LT -> a < b;
            case GT -> a > b;
            case LE -> a <= b;
            default -> a >= b;
        };
    }

    private static long bits(CrushOpcode op, Object left, Object right) {
        long a = asBits(left);
        long b = asBits(right);
        return switch (op) {
            case BIT_AND -> a & b;
            case BIT_OR -> a | b;
            case BIT_XOR -> a ^ b;
            case SHL -> a << shiftCount(b);
            case SHR -> a >> shiftCount(b);
            default -> throw new AssertionError(op);
        };
    }

    private static int shiftCount(long count) {
        if (count < 0 || count > 63) {
            throw GuestFailure.overflow();
        }
        return (int) count;
    }

    /** Half away from zero. */
    private static double round(double value) {
        double size = Math.abs(value);
        double whole = Math.floor(size);
        return Math.copySign(size - whole >= 0.5 ? whole + 1 : whole, value);
    }

    static double asDouble(Object value) {
        return switch (value) {
            case Long number -> number.doubleValue();
            case Double number -> number;
            default -> throw GuestFailure.type("numeric", value);
        };
    }

    /** Floats are truncated first; NaN becomes 0, what is too large the nearest int. */
    private static long asBits(Object value) {
        return switch (value) {
            case Long number -> number;
            case Double number -> (long) number.doubleValue();
            default -> throw GuestFailure.type("numeric", value);
        };
    }
}
