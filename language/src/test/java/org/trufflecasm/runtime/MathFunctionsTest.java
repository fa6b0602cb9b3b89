package org.trufflecasm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.trufflecasm.runtime.RuntimeTesting.CRUSH;
import static org.trufflecasm.runtime.RuntimeTesting.array;
import static org.trufflecasm.runtime.RuntimeTesting.assertTypeError;
import static org.trufflecasm.runtime.RuntimeTesting.collection;
import static org.trufflecasm.runtime.RuntimeTesting.text;
import static org.trufflecasm.runtime.RuntimeTesting.value;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class MathFunctionsTest {
    @ParameterizedTest
    @CsvSource({
        "2.5, 3",
        "-2.5, -3",
        "0.5, 1",
        "-0.5, -1",
        "-0.3, -0.0",
        "0.49999999999999994, 0.0",
        "4503599627370497.5, 4503599627370498",
        "1e300, 1e300",
        "NaN, NaN",
        "-Infinity, -Infinity",
        "9007199254740991, 9007199254740991"
    })
    void roundsHalvesAwayFromZero(double argument, double result) {
        assertEquals(result, MathFunctions.round(argument, CRUSH, null));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 10, 1024", "2, -1, 0.5", "1, NaN, 1", "1, Infinity, 1", "-1, -Infinity, 1",
        "NaN, 0, 1", "NaN, 1, NaN", "-8, 0.5, NaN", "0, -1, Infinity", "0, 0, 1"
    })
    void powers(double base, double exponent, double result) {
        assertEquals(result, MathFunctions.pow(base, exponent, CRUSH, null));
    }

    @Test
    void intsBecomeFloats() {
        assertEquals(8.0, MathFunctions.pow(2L, 3L, CRUSH, null));
        assertEquals(3.0, MathFunctions.sqrt(9L, CRUSH, null));
        assertEquals(Double.NaN, MathFunctions.sqrt(-1L, CRUSH, null));
        assertEquals(5.0, MathFunctions.abs(-5L, CRUSH, null));
        assertEquals(0x1p63, MathFunctions.abs(Long.MIN_VALUE, CRUSH, null));
        assertEquals(5.0, MathFunctions.round(5L, CRUSH, null));
        assertEquals(-3.0, MathFunctions.floor(-2.5, CRUSH, null));
        assertEquals(-2.0, MathFunctions.ceil(-2.5, CRUSH, null));
        assertEquals(7.0, MathFunctions.floor(7L, CRUSH, null));
    }

    @Test
    void otherTypesFail() {
        Object text = value("1");
        assertTypeError(
                "expected numeric, got bool", () -> MathFunctions.pow(true, text, CRUSH, null));
        assertTypeError(
                "expected numeric, got str", () -> MathFunctions.pow(1L, text, CRUSH, null));
        assertTypeError("expected numeric, got str", () -> MathFunctions.sqrt(text, CRUSH, null));
        assertTypeError("expected numeric, got str", () -> MathFunctions.abs(text, CRUSH, null));
        assertTypeError("expected numeric, got str", () -> MathFunctions.round(text, CRUSH, null));
        assertTypeError("expected numeric, got str", () -> MathFunctions.floor(text, CRUSH, null));
        assertTypeError("expected numeric, got str", () -> MathFunctions.ceil(text, CRUSH, null));
    }

    static Stream<Arguments> vectors() {
        return Stream.of(
                Arguments.of(array(1, 2), array(3, 4), "[4.0, 6.0]", 11.0),
                Arguments.of(array(1, 2, 3), array(0.5), "[1.5]", 0.5),
                Arguments.of(array(), array(1), "[]", 0.0),
                Arguments.of(array("x", true, 3), array(1, 1, 1), "[1.0, 1.0, 4.0]", 3.0));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void vectorSumsAndProducts(Object left, Object right, String sum, double product) {
        assertEquals(sum, text(MathFunctions.vecAdd(left, right, CRUSH, null)));
        assertEquals(product, MathFunctions.vecDot(left, right, CRUSH, null));
    }

    static Stream<Arguments> matrices() {
        return Stream.of(
                Arguments.of(
                        array(array(1, 2), array(3, 4)),
                        array(array(5, 6), array(7, 8)),
                        "[[19.0, 22.0], [43.0, 50.0]]"),
                Arguments.of(array(array(1, 2, 3)), array(array(1), array(1)), "[[3.0]]"),
                Arguments.of(array(array(2)), array(array(1, 2), array(3)), "[[2.0]]"),
                Arguments.of(array(array(1)), array(), "[[]]"),
                Arguments.of(array(), array(array(1)), "[]"),
                Arguments.of(array(array("x", 1)), array(array(1), array(2)), "[[2.0]]"));
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void matrixProducts(Object left, Object right, String product) {
        assertEquals(product, text(MathFunctions.matMul(left, right, CRUSH, null)));
    }

    @Test
    void vectorsMustBeArrays() {
        Object tuple = collection(ArrayKind.TUPLE, 1);
        assertTypeError(
                "expected array, got tuple",
                () -> MathFunctions.vecAdd(tuple, value(1), CRUSH, null));
        assertTypeError(
                "expected array, got int",
                () -> MathFunctions.vecDot(array(), value(1), CRUSH, null));
        assertTypeError(
                "expected array, got int",
                () -> MathFunctions.matMul(array(1), array(), CRUSH, null));
    }
}
