package org.trufflecasm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.trufflecasm.runtime.RuntimeTesting.CRUSH;
import static org.trufflecasm.runtime.RuntimeTesting.NULL;
import static org.trufflecasm.runtime.RuntimeTesting.array;
import static org.trufflecasm.runtime.RuntimeTesting.assertFails;
import static org.trufflecasm.runtime.RuntimeTesting.assertTypeError;
import static org.trufflecasm.runtime.RuntimeTesting.collection;
import static org.trufflecasm.runtime.RuntimeTesting.map;
import static org.trufflecasm.runtime.RuntimeTesting.text;
import static org.trufflecasm.runtime.RuntimeTesting.value;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.trufflecasm.error.ErrorKind;

final class CollectionFunctionsTest {
    private static Object get(Object container, Object index) {
        return CollectionFunctions.arrGet(value(container), value(index), CRUSH, null);
    }

    private static Object set(Object container, Object index, Object value) {
        return CollectionFunctions.arrSet(
                value(container), value(index), value(value), CRUSH, null);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "SET")
    void readsElements(ArrayKind kind) {
        CasmArray collection = collection(kind, 1, 2.5, "x");
        assertEquals(1L, get(collection, 0));
        assertEquals(2.5, get(collection, 1));
        assertEquals(value("x"), get(collection, -1));
        assertEquals(1L, get(collection, -3));
        assertIndexFails("3 (len 3)", collection, 3);
        assertIndexFails("-4 (len 3)", collection, -4);
        assertIndexFails(Long.MAX_VALUE + " (len 3)", collection, Long.MAX_VALUE);
        assertIndexFails(Long.MIN_VALUE + " (len 3)", collection, Long.MIN_VALUE);
        assertTypeError("array index must be int, got float", () -> get(collection, 0.0));
        assertTypeError("array index must be int, got str", () -> get(collection, "0"));
    }

    private static void assertIndexFails(String rest, Object container, Object index) {
        assertFails(
                ErrorKind.IndexOutOfRange,
                "array index out of range: " + rest,
                () -> get(container, index));
    }

    @Test
    void readsCodePointsOfStrings() {
        assertEquals(value("\ud83d\ude00"), get("a\ud83d\ude00b", 1));
        assertEquals(value("b"), get("a\ud83d\ude00b", -1));
        assertIndexFails("3 (len 3)", "a\ud83d\ude00b", 3);
        assertTypeError("array index must be int, got null", () -> get("abc", null));
    }

    @Test
    void readsValuesOfMaps() {
        CasmMap map = map("a", 1, "n", null);
        assertEquals(1L, get(map, "a"));
        assertEquals(NULL, get(map, "n"));
        assertEquals(NULL, get(map, "missing"));
        assertTypeError("expected str, got int", () -> get(map, 1));
    }

    static Stream<Arguments> notIndexable() {
        return Stream.of(
                Arguments.of(1, "int"),
                Arguments.of(null, "null"),
                Arguments.of(1.0, "float"),
                Arguments.of(true, "bool"),
                Arguments.of(collection(ArrayKind.SET, 1), "set"));
    }

    @ParameterizedTest
    @MethodSource("notIndexable")
    void otherReceiversFail(Object receiver, String type) {
        String message = "expected array, got " + type;
        Object container = value(receiver);
        assertTypeError(message, () -> get(container, "checked later"));
        assertTypeError(message, () -> set(container, "checked later", 1));
        assertTypeError(message, () -> CollectionFunctions.arrPush(container, 1L, CRUSH, null));
        assertTypeError(message, () -> CollectionFunctions.arrPop(container, CRUSH, null));
        if (!type.equals("set")) {
            assertTypeError(message, () -> CollectionFunctions.arrLen(container, CRUSH, null));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ARRAY", "LIST", "VECTOR"})
    void changesElementsInPlace(ArrayKind kind) {
        CasmArray collection = collection(kind, 1, 2);
        assertSame(collection, set(collection, 0, "x"));
        set(collection, -1, null);
        assertEquals(text(collection(kind, "x", null)), text(collection));
        assertFails(
                ErrorKind.IndexOutOfRange,
                "array index out of range: 2 (len 2)",
                () -> set(collection, 2, 0));
        assertTypeError("array index must be int, got bool", () -> set(collection, true, 0));
        assertSame(collection, CollectionFunctions.arrPush(collection, 7L, CRUSH, null));
        assertEquals(3, CollectionFunctions.arrLen(collection, CRUSH, null));
        assertEquals(7L, CollectionFunctions.arrPop(collection, CRUSH, null));
        assertEquals(NULL, CollectionFunctions.arrPop(collection, CRUSH, null));
        assertEquals(value("x"), CollectionFunctions.arrPop(collection, CRUSH, null));
        assertEquals(NULL, CollectionFunctions.arrPop(collection, CRUSH, null));
    }

    @Test
    void tuplesAndStringsCannotBeChanged() {
        Object tuple = collection(ArrayKind.TUPLE, 1);
        assertTypeError("expected array, got tuple", () -> set(tuple, 0, 1));
        assertTypeError("expected array, got str", () -> set("abc", 0, "x"));
        assertTypeError(
                "expected array, got tuple",
                () -> CollectionFunctions.arrPush(tuple, 1L, CRUSH, null));
        assertTypeError(
                "expected array, got tuple", () -> CollectionFunctions.arrPop(tuple, CRUSH, null));
    }

    @Test
    void mapsGrowByAssignment() {
        CasmMap map = map();
        assertSame(map, set(map, "b", 1));
        set(map, "a", 2);
        set(map, "b", 3);
        assertEquals("{b: 3, a: 2}", text(map));
        assertTypeError("expected str, got int", () -> set(map, 0, 1));
    }

    @Test
    void lengths() {
        assertEquals(2, length(array(1, 2)));
        assertEquals(1, length(collection(ArrayKind.SET, 1, 1)));
        assertEquals(1, length(map("a", 1)));
        assertEquals(3, length("a\ud83d\ude00b"));
    }

    private static long length(Object container) {
        return CollectionFunctions.arrLen(value(container), CRUSH, null);
    }

    static Stream<Arguments> ranges() {
        return Stream.of(
                Arguments.of(2, 5, "[2, 3, 4]"),
                Arguments.of(-1, 1, "[-1, 0]"),
                Arguments.of(5, 5, "[]"),
                Arguments.of(5, 3, "[]"),
                Arguments.of(Long.MAX_VALUE, Long.MIN_VALUE, "[]"),
                Arguments.of(
                        Long.MAX_VALUE - 2,
                        Long.MAX_VALUE,
                        "[9223372036854775805, 9223372036854775806]"),
                Arguments.of(2147483646L, 2147483649L, "[2147483646, 2147483647, 2147483648]"));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void makesRanges(Object from, Object to, String text) {
        assertEquals(text, text(range(from, to)));
    }

    private static Object range(Object from, Object to) {
        return CollectionFunctions.makeRange(value(from), value(to), CRUSH, null);
    }

    @Test
    void rangesThatFailOrAreTooLarge() {
        assertTypeError("expected int, got float", () -> range(1.0, "x"));
        assertTypeError("expected int, got str", () -> range(1, "x"));
        for (long end : new long[] {1L << 31, Long.MAX_VALUE}) {
            assertFails(ErrorKind.MemoryQuota, "memory quota exceeded", () -> range(0, end));
            assertFails(
                    ErrorKind.MemoryQuota,
                    "memory quota exceeded",
                    () -> range(Long.MIN_VALUE, end));
        }
    }

    @Test
    void tuplePushMakesANewTuple() {
        CasmArray tuple = collection(ArrayKind.TUPLE, 1);
        CasmArray longer = CollectionFunctions.tuplePush(tuple, 2.0, CRUSH, null);
        assertEquals("(1)", text(tuple));
        assertEquals("(1, 2.0)", text(longer));
        assertTypeError(
                "expected tuple, got array",
                () -> CollectionFunctions.tuplePush(array(), 1L, CRUSH, null));
    }

    @ParameterizedTest
    @EnumSource
    void appendsInPlace(ArrayKind kind) {
        CasmArray collection = collection(kind, 1);
        assertSame(collection, CollectionFunctions.append(kind, collection, 1.0, CRUSH, null));
        CollectionFunctions.append(kind, collection, 2L, CRUSH, null);
        Object expected =
                kind == ArrayKind.SET ? collection(kind, 1, 2) : collection(kind, 1, 1.0, 2);
        assertEquals(text(expected), text(collection));
        assertTypeError(
                "expected " + kind.typeName() + ", got map",
                () -> CollectionFunctions.append(kind, map(), 2L, CRUSH, null));
    }

    @Test
    void setsKeepTheFirstOfEqualValues() {
        Object set = collection(ArrayKind.SET, 1.0, 1, "a", array(), "a", array(), true, null);
        assertEquals("Set{1.0, a, [], true, null}", text(set));
        assertEquals(2, collection(ArrayKind.SET, 1, 2, 1).size());
    }

    @Test
    void mapsAreMadeByTextsOfKeys() {
        Object[] entries = {value(1), value("a"), value("x"), NULL, value("1"), value(2.0)};
        CasmMap map = CollectionFunctions.makeMap(entries, CRUSH);
        assertEquals("{1: 2.0, x: null}", text(map));
        assertNotNull(map.get(CasmString.of("1")));
    }
}
