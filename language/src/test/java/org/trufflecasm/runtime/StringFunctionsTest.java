package org.trufflecasm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trufflecasm.runtime.RuntimeTesting.CRUSH;
import static org.trufflecasm.runtime.RuntimeTesting.array;
import static org.trufflecasm.runtime.RuntimeTesting.assertTypeError;
import static org.trufflecasm.runtime.RuntimeTesting.collection;
import static org.trufflecasm.runtime.RuntimeTesting.value;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StringFunctionsTest {
    /** Whole, part; contains, starts with, ends with. */
    static Stream<Arguments> searches() {
        return Stream.of(
                Arguments.of("abc", "b", true, false, false),
                Arguments.of("abc", "ab", true, true, false),
                Arguments.of("abc", "bc", true, false, true),
                Arguments.of("abc", "", true, true, true),
                Arguments.of("", "", true, true, true),
                Arguments.of("", "a", false, false, false),
                Arguments.of("abc", "abcd", false, false, false),
                Arguments.of("a\u4e2db", "b", true, false, true),
                Arguments.of(1234, 23, true, false, false),
                Arguments.of(true, "tr", true, true, false),
                Arguments.of(null, "ll", true, false, true),
                Arguments.of(array(1, 2), ", 2]", true, false, true),
                Arguments.of(1.0, "1", true, true, false));
    }

    @ParameterizedTest
    @MethodSource("searches")
    void searching(Object whole, Object part, boolean within, boolean atStart, boolean atEnd) {
        Object a = value(whole);
        Object b = value(part);
        assertEquals(within, StringFunctions.contains(a, b, CRUSH));
        assertEquals(atStart, StringFunctions.startsWith(a, b, CRUSH));
        assertEquals(atEnd, StringFunctions.endsWith(a, b, CRUSH));
    }

    static Stream<Arguments> splits() {
        return Stream.of(
                Arguments.of("a,b,c", ",", array("a", "b", "c")),
                Arguments.of("abc", "", array("a", "b", "c")),
                Arguments.of("\ud83d\ude00x", "", array("\ud83d\ude00", "x")),
                Arguments.of("", "", array()),
                Arguments.of("", ",", array("")),
                Arguments.of(",a,,b,", ",", array("", "a", "", "b", "")),
                Arguments.of("aaa", "aa", array("", "a")),
                Arguments.of("a--b", "--", array("a", "b")),
                Arguments.of(10203, 0, array("1", "2", "3")));
    }

    @ParameterizedTest
    @MethodSource("splits")
    void splitting(Object whole, Object delimiter, CasmArray parts) {
        CasmArray result = StringFunctions.split(value(whole), value(delimiter), CRUSH);
        assertTrue(CRUSH.equal(parts, result), () -> CRUSH.text(result).toString());
    }

    static Stream<Arguments> replacements() {
        return Stream.of(
                Arguments.of("aXbX", "X", "--", "a--b--"),
                Arguments.of("aaa", "aa", "b", "ba"),
                Arguments.of("abc", "z", "y", "abc"),
                Arguments.of("abc", "abc", "", ""),
                Arguments.of("abc", "", "-", "-a-b-c-"),
                Arguments.of("", "", "-", "-"),
                Arguments.of("a\u4e2db", "\u4e2d", "x", "axb"),
                Arguments.of("axb", "x", "\u4e2d", "a\u4e2db"),
                Arguments.of(1.5, ".", ",", "1,5"));
    }

    @ParameterizedTest
    @MethodSource("replacements")
    void replacing(Object whole, Object old, Object replacement, String result) {
        CasmString actual =
                StringFunctions.replace(value(whole), value(old), value(replacement), CRUSH);
        assertEquals(value(result), actual);
    }

    @Test
    void joining() {
        Object comma = value(", ");
        assertEquals(
                value("1, a, null, [2.0]"),
                StringFunctions.join(array(1, "a", null, array(2.0)), comma, CRUSH, null));
        assertEquals(value(""), StringFunctions.join(array(), comma, CRUSH, null));
        assertEquals(value("x"), StringFunctions.join(array("x"), comma, CRUSH, null));
        assertEquals(value("1021"), StringFunctions.join(array(1, 21), value(0), CRUSH, null));
        assertTypeError(
                "expected array, got str", () -> StringFunctions.join(comma, comma, CRUSH, null));
        assertTypeError(
                "expected array, got list",
                () -> StringFunctions.join(collection(ArrayKind.LIST), comma, CRUSH, null));
    }

    @Test
    void cases() {
        assertEquals(
                value("STRASSE \u039c"),
                StringFunctions.toUpper(value("stra\u00dfe \u00b5"), CRUSH));
        assertEquals(
                value("i\u0307i \u03c2"), StringFunctions.toLower(value("\u0130I \u03c2"), CRUSH));
        assertEquals(value("TRUE"), StringFunctions.toUpper(true, CRUSH));
        assertEquals(value("nan"), StringFunctions.toLower(Double.NaN, CRUSH));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000, 0x200A, 0x2028,
                0x2029, 0x202F, 0x205F, 0x3000
            })
    void whiteSpace(int codePoint) {
        CasmString space = CasmString.ofCodePoint(codePoint);
        CasmString padded = space.concat(CasmString.of("a b")).concat(space);
        assertEquals(value("a b"), StringFunctions.trim(padded, CRUSH));
        assertEquals(value(""), StringFunctions.trim(space, CRUSH));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x08, 0x0E, 0x1C, 0x1F, 0x180E, 0x200B, 0x2060, 0xFEFF})
    void notWhiteSpace(int codePoint) {
        assertFalse(StringFunctions.isWhiteSpace(codePoint));
        CasmString text = CasmString.ofCodePoint(codePoint);
        assertEquals(text, StringFunctions.trim(text, CRUSH));
    }
}
