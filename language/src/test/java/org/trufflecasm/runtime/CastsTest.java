package org.trufflecasm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.trufflecasm.runtime.RuntimeTesting.CRUSH;
import static org.trufflecasm.runtime.RuntimeTesting.array;
import static org.trufflecasm.runtime.RuntimeTesting.assertTypeError;
import static org.trufflecasm.runtime.RuntimeTesting.map;
import static org.trufflecasm.runtime.RuntimeTesting.value;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CastsTest {
    private static Object cast(Object plain, String target) {
        return Casts.cast(value(plain), target, CRUSH, null);
    }

    /** Value; as int, float, str, bool. */
    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(5, 5L, 5.0, "5", true),
                Arguments.of(0, 0L, 0.0, "0", false),
                Arguments.of(2.9, 2L, 2.9, "2.9", true),
                Arguments.of(-2.9, -2L, -2.9, "-2.9", true),
                Arguments.of(1e300, Long.MAX_VALUE, 1e300, "1" + "0".repeat(300) + ".0", true),
                Arguments.of(
                        Double.NEGATIVE_INFINITY,
                        Long.MIN_VALUE,
                        Double.NEGATIVE_INFINITY,
                        "-inf",
                        true),
                Arguments.of(Double.NaN, 0L, Double.NaN, "NaN", true),
                Arguments.of(true, 1L, 1.0, "true", true),
                Arguments.of(false, 0L, 0.0, "false", false),
                Arguments.of(null, 0L, 0.0, "null", false),
                Arguments.of("12", 12L, 12.0, "12", true),
                Arguments.of("", 0L, 0.0, "", false),
                Arguments.of(array(1), 0L, 0.0, "[1]", true),
                Arguments.of(map(), 0L, 0.0, "{}", false));
    }

    @ParameterizedTest
    @MethodSource("values")
    void conversions(Object plain, long asInt, double asFloat, String asText, boolean asBool) {
        assertEquals(asInt, cast(plain, "int"));
        assertEquals(asInt, cast(plain, "i64"));
        assertEquals(asFloat, cast(plain, "float"));
        assertEquals(asFloat, cast(plain, "f64"));
        assertEquals(value(asText), cast(plain, "str"));
        assertEquals(value(asText), cast(plain, "string"));
        assertEquals(asBool, cast(plain, "bool"));
    }

    @ParameterizedTest
    @CsvSource({
        "+7, 7",
        "-7, -7",
        "007, 7",
        "12x, 0",
        "' 1', 0",
        "'1 ', 0",
        "+, 0",
        "-, 0",
        "1.0, 0",
        "0x10, 0",
        "--1, 0",
        "1_000, 0",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "9223372036854775808, 0",
        "\u0661, 0"
    })
    void textsToInts(String text, long result) {
        assertEquals(result, cast(text, "int"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "-1.5, -1.5",
        "+.5, 0.5",
        "5., 5",
        "1e3, 1000",
        "1E+3, 1000",
        "1e-3, 0.001",
        ".5e1, 5",
        "5.e1, 50",
        "inf, Infinity",
        "+Inf, Infinity",
        "-infinity, -Infinity",
        "iNfInItY, Infinity",
        "nan, NaN",
        "-NaN, NaN",
        "-0, -0.0",
        "1e999, Infinity",
        "1e-999, 0",
        "1e99999999999999, Infinity",
        "., 0",
        "e5, 0",
        "1e, 0",
        "1e+, 0",
        ".e1, 0",
        "' 1', 0",
        "'1 ', 0",
        "1f, 0",
        "1d, 0",
        "0x1p3, 0",
        "infinit, 0",
        "1.2.3, 0",
        "+-1, 0",
        "1_0, 0",
        "\u0661, 0",
        "'', 0",
        "-, 0"
    })
    void textsToFloats(String text, double result) {
        assertEquals(result, cast(text, "float"));
    }

    @Test
    void otherTargetsFail() {
        assertTypeError("unknown cast target 'array'", () -> cast(1, "array"));
        assertTypeError("unknown cast target ''", () -> cast(1, ""));
        assertTypeError("unknown cast target 'INT'", () -> cast(1, "INT"));
    }
}
