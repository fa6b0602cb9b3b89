package org.trufflecasm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trufflecasm.runtime.RuntimeTesting.CRUSH;
import static org.trufflecasm.runtime.RuntimeTesting.array;
import static org.trufflecasm.runtime.RuntimeTesting.assertFails;
import static org.trufflecasm.runtime.RuntimeTesting.collection;
import static org.trufflecasm.runtime.RuntimeTesting.map;
import static org.trufflecasm.runtime.RuntimeTesting.str;
import static org.trufflecasm.runtime.RuntimeTesting.text;
import static org.trufflecasm.runtime.RuntimeTesting.value;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trufflecasm.error.ErrorKind;

final class CrushSemanticsTest {
    /** Value, type, text, truth. */
    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(null, "null", "null", false),
                Arguments.of(true, "bool", "true", true),
                Arguments.of(false, "bool", "false", false),
                Arguments.of(0, "int", "0", false),
                Arguments.of(-17, "int", "-17", true),
                Arguments.of(Long.MIN_VALUE, "int", "-9223372036854775808", true),
                Arguments.of(0.0, "float", "0.0", false),
                Arguments.of(-0.0, "float", "-0.0", false),
                Arguments.of(Double.NaN, "float", "NaN", true),
                Arguments.of("", "str", "", false),
                Arguments.of("0", "str", "0", true),
                Arguments.of(array(), "array", "[]", false),
                Arguments.of(array(0), "array", "[0]", true),
                Arguments.of(array(1, "a b", null), "array", "[1, a b, null]", true),
                Arguments.of(collection(ArrayKind.TUPLE), "tuple", "()", false),
                Arguments.of(collection(ArrayKind.TUPLE, 1, "a"), "tuple", "(1, a)", true),
                Arguments.of(collection(ArrayKind.TUPLE, 1), "tuple", "(1)", true),
                Arguments.of(collection(ArrayKind.LIST, 1, 2), "list", "List[1, 2]", true),
                Arguments.of(collection(ArrayKind.VECTOR, 1.0), "vector", "Vector[1.0]", true),
                Arguments.of(collection(ArrayKind.SET, 1, 1.0, 2), "set", "Set{1, 2}", true),
                Arguments.of(collection(ArrayKind.SET), "set", "Set{}", false),
                Arguments.of(map(), "map", "{}", false),
                Arguments.of(map("k", "v", "k2", 2), "map", "{k: v, k2: 2}", true),
                Arguments.of(
                        array(map("a", array(true, "\u4e2d")), collection(ArrayKind.LIST)),
                        "array",
                        "[{a: [true, \u4e2d]}, List[]]",
                        true));
    }

    @ParameterizedTest
    @MethodSource("values")
    void typeTextAndTruth(Object plain, String type, String text, boolean truth) {
        Object value = value(plain);
        assertEquals(type, CRUSH.typeName(value));
        assertEquals(text, CRUSH.text(value).toString());
        assertEquals(truth, CRUSH.truth(value));
    }

    static Stream<Arguments> floats() {
        return Stream.of(
                Arguments.of(3.0, "3.0"),
                Arguments.of(0.1, "0.1"),
                Arguments.of(-2.5, "-2.5"),
                Arguments.of(1e-7, "0.0000001"),
                Arguments.of(1.5e-5, "0.000015"),
                Arguments.of(1e7, "10000000.0"),
                Arguments.of(12345678.5, "12345678.5"),
                Arguments.of(1e21, "1000000000000000000000.0"),
                Arguments.of(-1e21, "-1000000000000000000000.0"),
                Arguments.of(1.2345e10, "12345000000.0"),
                Arguments.of(2e-3, "0.002"),
                Arguments.of(0x1p53, "9007199254740992.0"),
                Arguments.of(2e23, "200000000000000000000000.0"),
                Arguments.of(Double.MAX_VALUE, "17976931348623157" + "0".repeat(292) + ".0"),
                Arguments.of(Double.MIN_VALUE, "0." + "0".repeat(323) + "5"),
                Arguments.of(3 * Double.MIN_VALUE, "0." + "0".repeat(322) + "15"),
                Arguments.of(2 * Double.MIN_VALUE, "0." + "0".repeat(322) + "1"),
                Arguments.of(Double.MIN_NORMAL, "0." + "0".repeat(307) + "22250738585072014"),
                Arguments.of(Double.POSITIVE_INFINITY, "inf"),
                Arguments.of(Double.NEGATIVE_INFINITY, "-inf"));
    }

    @ParameterizedTest
    @MethodSource("floats")
    void textOfFloats(double value, String text) {
        assertEquals(text, text(value));
    }

    @Test
    void textsOfFloatsReadBackAsTheSameFloat() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                String text = text(value);
                assertEquals(value, Double.parseDouble(text));
                assertTrue(text.indexOf('E') < 0 && text.indexOf('.') > 0, text);
            }
        }
    }

    @Test
    void cyclesEndAtTheSecondVisit() {
        CasmArray array = array(1);
        array.push(array);
        assertEquals("[1, [...]]", text(array));
        CasmMap map = map("a", 1);
        map.put(str("self"), map);
        assertEquals("{a: 1, self: {...}}", text(map));
        CasmArray list = collection(ArrayKind.LIST, map);
        map.put(str("list"), list);
        assertEquals("List[{a: 1, self: {...}, list: [...]}]", text(list));
    }

    @Test
    void sharedContainersAreWrittenEachTime() {
        CasmArray shared = array(1);
        assertEquals("[[1], [1]]", text(array(shared, shared)));
    }

    @Test
    void depthDoesNotMatter() {
        CasmArray left = array();
        CasmArray right = array();
        for (int i = 0; i < 200_000; i++) {
            left = array(left);
            right = array(right);
        }
        assertEquals(400_002, CRUSH.text(left).length());
        assertTrue(CRUSH.equal(left, right));
        assertFalse(CRUSH.equal(left, array(right)));
    }

    @Test
    void textsThatExplodeFail() {
        CasmArray array = array(1);
        for (int i = 0; i < 60; i++) {
            array = array(array, array);
        }
        CasmArray large = array;
        assertFails(ErrorKind.MemoryQuota, "memory quota exceeded", () -> CRUSH.text(large));
    }

    static Stream<Arguments> pairs() {
        return Stream.of(
                Arguments.of(1, 1, true),
                Arguments.of(1, 2, false),
                Arguments.of(1, 1.0, true),
                Arguments.of(1.5, 1, false),
                Arguments.of(Long.MAX_VALUE, 0x1p63, true),
                Arguments.of(Long.MAX_VALUE, Long.MAX_VALUE - 1, false),
                Arguments.of(0.0, -0.0, true),
                Arguments.of(Double.NaN, Double.NaN, false),
                Arguments.of(true, 1, false),
                Arguments.of(true, true, true),
                Arguments.of(true, false, false),
                Arguments.of(null, null, true),
                Arguments.of(null, false, false),
                Arguments.of("a", "a", true),
                Arguments.of("a", "b", false),
                Arguments.of("1", 1, false),
                Arguments.of("\u4e2d", "\u4e2d", true),
                Arguments.of(array(), array(), true),
                Arguments.of(array(), null, false),
                Arguments.of(array(1), array(1.0), true),
                Arguments.of(array(1.0), array(1.0), true),
                Arguments.of(array(1L << 40), array(1L << 40), true),
                Arguments.of(array(1L << 40, 1), array(1, 1), false),
                Arguments.of(array(1), array(1, 2), false),
                Arguments.of(array(0.0), array(-0.0), true),
                Arguments.of(array(Double.NaN), array(Double.NaN), false),
                Arguments.of(array(1, "a"), array(1, "a"), true),
                Arguments.of(array(1, "a"), array("a", 1), false),
                Arguments.of(array(array(1)), array(array(1)), true),
                Arguments.of(array(array(1)), array(array(2)), false),
                Arguments.of(array(1), collection(ArrayKind.LIST, 1), false),
                Arguments.of(
                        collection(ArrayKind.SET, 1, 2), collection(ArrayKind.SET, 2, 1), false),
                Arguments.of(
                        collection(ArrayKind.TUPLE, 1, 2), collection(ArrayKind.TUPLE, 1, 2), true),
                Arguments.of(map("a", 1, "b", 2), map("b", 2, "a", 1.0), true),
                Arguments.of(map("a", 1), map("b", 1), false),
                Arguments.of(map("a", null), map("b", null), false),
                Arguments.of(map("a", 1), map("a", 2), false),
                Arguments.of(map("a", 1), map(), false),
                Arguments.of(map(), array(), false));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void equality(Object left, Object right, boolean equal) {
        assertEquals(equal, CRUSH.equal(value(left), value(right)));
        assertEquals(equal, CRUSH.equal(value(right), value(left)));
    }

    @Test
    void cyclicStructuresAreComparedCoinductively() {
        CasmArray one = array(1);
        one.push(one);
        CasmArray two = array(1);
        two.push(array(1, two));
        CasmArray other = array(1);
        other.push(array(2, other));
        assertTrue(CRUSH.equal(one, one));
        assertTrue(CRUSH.equal(one, two));
        assertFalse(CRUSH.equal(one, other));
        CasmMap left = map("x", 1);
        left.put(str("self"), left);
        CasmMap right = map("x", 1);
        right.put(str("self"), right);
        assertTrue(CRUSH.equal(left, right));
        right.put(str("x"), 2L);
        assertFalse(CRUSH.equal(left, right));
    }

    @Test
    void aContainerWithNanDiffersFromItself() {
        CasmArray array = array(Double.NaN, "a");
        assertFalse(CRUSH.equal(array, array));
    }

    @Test
    void sharingDoesNotMakeComparisonExponential() {
        CasmArray left = array(1);
        CasmArray right = array(1);
        for (int i = 0; i < 200; i++) {
            left = array(left, left);
            right = array(right, right);
        }
        assertTrue(CRUSH.equal(left, right));
    }
}
