package org.trufflecasm.tck.reference.crab;

import java.math.BigDecimal;
import java.util.Arrays;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.tck.reference.FloatTexts;

/** Values of CVM, written from §1 and §3 of its specification. */
final class CrabValues {
    private CrabValues() {}

    /** A failure of the guest. */
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final ErrorKind kind;

        Failure(ErrorKind kind, String message) {
            super(message, null, false, false);
            this.kind = kind;
        }
    }

    static Failure typeError(String message) {
        return new Failure(ErrorKind.TypeError, message);
    }

    static boolean truth(Object value) {
        return value != CrabCode.NIL && !Boolean.FALSE.equals(value);
    }

    static String kind(Object value) {
        return switch (value) {
            case Double number -> "number";
            case String text -> "string";
            case Boolean truth -> "boolean";
            default -> "nil";
        };
    }

    static String text(Object value) {
        return switch (value) {
            case Double number -> number(number);
            case String text -> text;
            case Boolean truth -> truth ? "true" : "false";
            default -> "nil";
        };
    }

    /** The shortest digits that read back, tried one by one, without an exponent. */
    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        String floatText = FloatTexts.of(value);
        BigDecimal plain = new BigDecimal(floatText).stripTrailingZeros();
        return plain.toPlainString();
    }

    static boolean equal(Object left, Object right) {
        if (left instanceof Double a && right instanceof Double b) {
            return (double) a == (double) b;
        }
        return left.equals(right);
    }

    /** Negative, 0 or positive; two Strings. */
    static int compare(String left, String right) {
        return Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());
    }

    static boolean ordered(int opcode, Object left, Object right) {
        if (left instanceof Double a && right instanceof Double b) {
            return switch (opcode) {
                case 0x49 -> a < b;
                case 0x4A -> a <= b;
                case 0x4B -> a > b;
                default -> a >= b;
            };
        }
        if (left instanceof String a && right instanceof String b) {
            int order = compare(a, b);
            return switch (opcode) {
                case 0x49 -> order < 0;
                case 0x4A -> order <= 0;
                case 0x4B -> order > 0;
                default -> order >= 0;
            };
        }
        throw typeError("Cannot compare these types");
    }

    static Object add(Object left, Object right) {
        if (left instanceof Double a && right instanceof Double b) {
            return a + b;
        }
        if (left instanceof String a && right instanceof String b) {
            return a + b;
        }
        throw typeError("Cannot add these types");
    }

    static double calculate(int opcode, Object left, Object right) {
        if (left instanceof Double a && right instanceof Double b) {
            if ((opcode == 0x05 || opcode == 0x4F) && b == 0) {
                throw new Failure(ErrorKind.DivisionByZero, "Division by zero");
            }
            return switch (opcode) {
                case 0x03 -> a - b;
                case 0x04 -> a * b;
                case 0x05 -> a / b;
                default -> a % b;
            };
        }
        throw typeError(
                switch (opcode) {
                    case 0x03 -> "Cannot subtract non-numbers!!";
                    case 0x04 -> "Cannot multiply non-numbers!";
                    case 0x05 -> "Cannot divide non-numbers!";
                    default -> "Cannot take remainder of non-numbers!";
                });
    }

    static double negate(Object value) {
        if (value instanceof Double number) {
            return -number;
        }
        throw typeError("Cannot negate non-number!");
    }
}
