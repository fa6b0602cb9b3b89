package org.trufflecasm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trufflecasm.runtime.RuntimeTesting.CRUSH;
import static org.trufflecasm.runtime.RuntimeTesting.array;
import static org.trufflecasm.runtime.RuntimeTesting.assertFails;
import static org.trufflecasm.runtime.RuntimeTesting.assertTypeError;
import static org.trufflecasm.runtime.RuntimeTesting.map;
import static org.trufflecasm.runtime.RuntimeTesting.value;

import com.oracle.truffle.api.nodes.Node;
import java.math.BigInteger;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;

final class ArithmeticTest {
    private static final long MIN = Long.MIN_VALUE;
    private static final long MAX = Long.MAX_VALUE;

    private interface Operation {
        Object apply(Object left, Object right, Semantics semantics, Node location);
    }

    /** The operations with two operands. */
    enum Binary {
        ADD(Arithmetic::add),
        SUB(Arithmetic::sub),
        MUL(Arithmetic::mul),
        DIV(Arithmetic::div),
        MOD(Arithmetic::mod),
        LT(Arithmetic::lt),
        GT(Arithmetic::gt),
        LE(Arithmetic::le),
        GE(Arithmetic::ge),
        AND(Arithmetic::bitAnd),
        OR(Arithmetic::bitOr),
        XOR(Arithmetic::bitXor),
        SHL(Arithmetic::shl),
        SHR(Arithmetic::shr);

        @SuppressWarnings("ImmutableEnumChecker") // a method reference
        private final Operation operation;

        Binary(Operation operation) {
            this.operation = operation;
        }

        Object apply(Object left, Object right) {
            return operation.apply(value(left), value(right), CRUSH, null);
        }
    }

    static Stream<Arguments> results() {
        return Stream.of(
                Arguments.of(Binary.ADD, 1, 2, 3L),
                Arguments.of(Binary.ADD, MAX - 1, 1, MAX),
                Arguments.of(Binary.ADD, 1, 0.5, 1.5),
                Arguments.of(Binary.ADD, 0.5, 1, 1.5),
                Arguments.of(Binary.ADD, MAX, 1.0, 0x1p63),
                Arguments.of(Binary.SUB, 5, 7, -2L),
                Arguments.of(Binary.SUB, -1, MAX, MIN),
                Arguments.of(Binary.SUB, 1, 0.25, 0.75),
                Arguments.of(Binary.MUL, 6, -7, -42L),
                Arguments.of(Binary.MUL, MIN, 1, MIN),
                Arguments.of(Binary.MUL, 2, 0.5, 1.0),
                Arguments.of(Binary.DIV, 7, 2, 3L),
                Arguments.of(Binary.DIV, -7, 2, -3L),
                Arguments.of(Binary.DIV, MIN, 1, MIN),
                Arguments.of(Binary.DIV, 7, 2.0, 3.5),
                Arguments.of(Binary.DIV, 0.0, 5, 0.0),
                Arguments.of(Binary.MOD, 7, 3, 1L),
                Arguments.of(Binary.MOD, -7, 3, -1L),
                Arguments.of(Binary.MOD, 7, -3, 1L),
                Arguments.of(Binary.MOD, MIN, -1, 0L),
                Arguments.of(Binary.MOD, -7.5, 2, -1.5),
                Arguments.of(Binary.MOD, 5, Double.POSITIVE_INFINITY, 5.0),
                Arguments.of(Binary.MOD, -4.0, 2.0, -0.0),
                Arguments.of(Binary.LT, 1, 2, true),
                Arguments.of(Binary.LT, 1, 1.5, true),
                Arguments.of(Binary.LT, MAX - 1, MAX, true),
                Arguments.of(Binary.LT, MAX - 1, (double) MAX, false),
                Arguments.of(Binary.LT, MAX, 0x1p63, false),
                Arguments.of(Binary.LT, Double.NaN, 1, false),
                Arguments.of(Binary.GE, Double.NaN, 1, false),
                Arguments.of(Binary.LE, 1, Double.NaN, false),
                Arguments.of(Binary.GT, 2, 1, true),
                Arguments.of(Binary.GT, 0.0, -0.0, false),
                Arguments.of(Binary.LE, MAX, MAX - 1, false),
                Arguments.of(Binary.GE, MAX - 1, MAX, false),
                Arguments.of(Binary.GE, 1, 1.0, true),
                Arguments.of(Binary.AND, 12, 10, 8L),
                Arguments.of(Binary.OR, 12, 10, 14L),
                Arguments.of(Binary.XOR, 12, 10, 6L),
                Arguments.of(Binary.AND, 12.9, 10.9, 8L),
                Arguments.of(Binary.OR, 1e300, 0, MAX),
                Arguments.of(Binary.OR, -1e300, 0, MIN),
                Arguments.of(Binary.OR, Double.NaN, 0, 0L),
                Arguments.of(Binary.OR, -2.9, 0, -2L),
                Arguments.of(Binary.SHL, 1, 63, MIN),
                Arguments.of(Binary.SHL, 3, 63, MIN),
                Arguments.of(Binary.SHL, 1, 2.9, 4L),
                Arguments.of(Binary.SHL, 1, -0.5, 1L),
                Arguments.of(Binary.SHR, -8, 1, -4L),
                Arguments.of(Binary.SHR, -1, 63, -1L));
    }

    @ParameterizedTest
    @MethodSource("results")
    void numericResults(Binary operation, Object left, Object right, Object result) {
        assertEquals(result, operation.apply(left, right));
    }

    static Stream<Arguments> sums() {
        return Stream.of(
                Arguments.of("a", "b", "ab"),
                Arguments.of("a", 1, "a1"),
                Arguments.of(1, "a", "1a"),
                Arguments.of("a", 1.0, "a1.0"),
                Arguments.of(true, "a", "truea"),
                Arguments.of("a", null, "anull"),
                Arguments.of(array(1, "x"), "!", "[1, x]!"),
                Arguments.of("m", map("k", 1), "m{k: 1}"));
    }

    @ParameterizedTest
    @MethodSource("sums")
    void sumsWithStrings(Object left, Object right, String result) {
        assertEquals(result, Binary.ADD.apply(left, right).toString());
    }

    static Stream<Arguments> overflows() {
        return Stream.of(
                Arguments.of(Binary.ADD, MAX, 1),
                Arguments.of(Binary.ADD, MIN, -1),
                Arguments.of(Binary.SUB, MIN, 1),
                Arguments.of(Binary.SUB, 0, MIN),
                Arguments.of(Binary.MUL, MAX, 2),
                Arguments.of(Binary.MUL, MIN, -1),
                Arguments.of(Binary.MUL, 1L << 32, 1L << 32),
                Arguments.of(Binary.DIV, MIN, -1),
                Arguments.of(Binary.SHL, 1, 64),
                Arguments.of(Binary.SHL, 1, -1),
                Arguments.of(Binary.SHR, 1, 64),
                Arguments.of(Binary.SHR, 1, 1e300));
    }

    @ParameterizedTest
    @MethodSource("overflows")
    void overflow(Binary operation, Object left, Object right) {
        assertFails(
                ErrorKind.ArithmeticOverflow,
                "arithmetic overflow",
                () -> operation.apply(left, right));
    }

    @ParameterizedTest
    @EnumSource(names = {"DIV", "MOD"})
    void zeroDivisors(Binary operation) {
        for (Object dividend : new Object[] {1, 0, 1.5, MIN}) {
            for (Object divisor : new Object[] {0, 0.0, -0.0}) {
                assertFails(
                        ErrorKind.DivisionByZero,
                        "division by zero",
                        () -> operation.apply(dividend, divisor));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void operandsMustBeNumericAndTheLeftOneIsCheckedFirst(Binary operation) {
        assertTypeError("expected numeric, got bool", () -> operation.apply(true, 1));
        assertTypeError("expected numeric, got bool", () -> operation.apply(1, false));
        assertTypeError("expected numeric, got null", () -> operation.apply(null, array()));
        assertTypeError("expected numeric, got array", () -> operation.apply(0.0, array()));
        assertTypeError("expected numeric, got map", () -> operation.apply(1, map()));
        if (operation != Binary.ADD) {
            assertTypeError("expected numeric, got str", () -> operation.apply("1", 1));
            assertTypeError("expected numeric, got str", () -> operation.apply(1, "1"));
            assertTypeError("expected numeric, got str", () -> operation.apply("a", "b"));
        }
    }

    @Test
    void negation() {
        assertEquals(-5L, Arithmetic.neg(5L, CRUSH, null));
        assertEquals(-0.0, Arithmetic.neg(0.0, CRUSH, null));
        assertFails(
                ErrorKind.ArithmeticOverflow,
                "arithmetic overflow",
                () -> Arithmetic.neg(MIN, CRUSH, null));
        assertTypeError("expected numeric, got str", () -> Arithmetic.neg(value("1"), CRUSH, null));
    }

    @Test
    void complement() {
        assertEquals(-1L, Arithmetic.bitNot(0L, CRUSH, null));
        assertEquals(-3L, Arithmetic.bitNot(2.9, CRUSH, null));
        assertTypeError("expected numeric, got bool", () -> Arithmetic.bitNot(true, CRUSH, null));
    }

    @Test
    void randomIntsAgreeWithUnboundedArithmetic() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            long left = random.nextLong() >> random.nextInt(64);
            long right = random.nextLong() >> random.nextInt(64);
            BigInteger a = BigInteger.valueOf(left);
            BigInteger b = BigInteger.valueOf(right);
            assertResult(a.add(b), Binary.ADD, left, right);
            assertResult(a.subtract(b), Binary.SUB, left, right);
            assertResult(a.multiply(b), Binary.MUL, left, right);
            if (right != 0) {
                assertResult(a.divide(b), Binary.DIV, left, right);
                assertResult(a.remainder(b), Binary.MOD, left, right);
            }
        }
    }

    private static void assertResult(BigInteger exact, Binary operation, long left, long right) {
        try {
            Object result = operation.apply(left, right);
            assertEquals(exact, BigInteger.valueOf((Long) result));
        } catch (GuestException overflow) {
            assertEquals(ErrorKind.ArithmeticOverflow, overflow.kind());
            assertTrue(exact.bitLength() > 63);
            return;
        }
        assertFalse(exact.bitLength() > 63);
    }
}
