package org.trufflecasm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trufflecasm.runtime.RuntimeTesting.NULL;
import static org.trufflecasm.runtime.RuntimeTesting.array;
import static org.trufflecasm.runtime.RuntimeTesting.str;

import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.InvalidArrayIndexException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CasmArrayTest {
    /** What random values are drawn from. */
    enum Palette {
        SMALL_INTS,
        INTS,
        FLOATS,
        NUMBERS,
        ANYTHING
    }

    private static Object draw(Palette palette, Random random) {
        return switch (palette) {
            case SMALL_INTS -> (long) random.nextInt();
            case INTS -> random.nextInt(8) == 0 ? random.nextLong() : (long) random.nextInt();
            case FLOATS -> (double) random.nextInt(100);
            case NUMBERS -> random.nextBoolean() ? (Object) 1.0 : (Object) 1L;
            case ANYTHING ->
                    switch (random.nextInt(6)) {
                        case 0 -> random.nextLong();
                        case 1 -> random.nextDouble();
                        case 2 -> random.nextBoolean();
                        case 3 -> NULL;
                        case 4 -> str("s");
                        default -> 7L;
                    };
        };
    }

    @ParameterizedTest
    @EnumSource
    void randomOperationsBehaveAsThoseOfAList(Palette palette) {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            CasmArray array =
                    seed % 2 == 0
                            ? new CasmArray(ArrayKind.ARRAY)
                            : new CasmArray(ArrayKind.ARRAY, 5);
            List<Object> model = new ArrayList<>();
            for (int step = 0; step < 300; step++) {
                step(array, model, palette, random);
            }
            assertSameContent(model, array);
            CasmArray copy = array.copy();
            array.push(str("other"));
            assertSameContent(model, copy);
            assertSameContent(model, CasmArray.of(ArrayKind.ARRAY, model.toArray(new Object[0])));
        }
    }

    private static void step(CasmArray array, List<Object> model, Palette palette, Random random) {
        Object value = draw(palette, random);
        switch (random.nextInt(5)) {
            case 0 -> {
                Object expected = model.isEmpty() ? NULL : model.removeLast();
                assertEquals(expected, array.pop());
            }
            case 1 -> {
                if (!model.isEmpty()) {
                    int index = random.nextInt(model.size());
                    model.set(index, value);
                    array.set(index, value);
                }
            }
            default -> {
                model.add(value);
                array.push(value);
            }
        }
        assertEquals(model.size(), array.size());
        if (!model.isEmpty()) {
            int index = random.nextInt(model.size());
            assertEquals(model.get(index), array.get(index));
        }
    }

    private static void assertSameContent(List<Object> expected, CasmArray array) {
        assertEquals(expected, IntStream.range(0, array.size()).mapToObj(array::get).toList());
        long strategies =
                Stream.of(array.ints(), array.longs(), array.doubles(), array.objects())
                        .filter(storage -> storage != null)
                        .count();
        assertEquals(1, strategies);
    }

    @Test
    void anEmptyArrayTakesTheStrategyOfItsFirstElement() {
        CasmArray ints = new CasmArray(ArrayKind.ARRAY);
        ints.pushLong(1);
        assertNotNull(ints.ints());
        CasmArray longs = new CasmArray(ArrayKind.ARRAY);
        longs.pushLong(1L << 40);
        assertNotNull(longs.longs());
        CasmArray doubles = new CasmArray(ArrayKind.ARRAY);
        doubles.pushDouble(1);
        assertNotNull(doubles.doubles());
        CasmArray objects = new CasmArray(ArrayKind.ARRAY);
        objects.push(NULL);
        assertNotNull(objects.objects());
    }

    @Test
    void strategiesWidenAndNeverMixKinds() {
        CasmArray array = array(1, 2);
        assertNotNull(array.ints());
        array.setLong(0, Long.MAX_VALUE);
        assertNotNull(array.longs());
        assertNull(array.ints());
        array.setDouble(1, 2.0);
        assertNotNull(array.objects());
        assertEquals(Long.MAX_VALUE, array.get(0));
        assertEquals(2.0, array.get(1));
        array.pushLong(5);
        assertEquals(5L, array.get(2));
        CasmArray floats = array(1.0);
        floats.pushLong(1);
        assertEquals(List.of(1.0, 1L), List.of(floats.get(0), floats.get(1)));
    }

    static Stream<Object[]> literals() {
        return Stream.of(
                new Object[] {"ints", array(1, 2)},
                new Object[] {"ints", array()},
                new Object[] {"longs", array(1, 1L << 31)},
                new Object[] {"ints", array(Integer.MIN_VALUE, Integer.MAX_VALUE)},
                new Object[] {"doubles", array(1.0, 2.0)},
                new Object[] {"objects", array(1, 2.0)},
                new Object[] {"objects", array(true)});
    }

    @ParameterizedTest
    @MethodSource("literals")
    void literalsTakeTheMostSpecialStrategy(String strategy, CasmArray array) {
        String actual =
                array.ints() != null
                        ? "ints"
                        : array.longs() != null
                                ? "longs"
                                : array.doubles() != null ? "doubles" : "objects";
        assertEquals(strategy, actual);
    }

    @Test
    void popForgetsReferences() {
        CasmArray array = array("a", "b");
        assertEquals(str("b"), array.pop());
        assertNull(array.objects()[1]);
    }

    @Test
    void typedPops() {
        CasmArray ints = array(1, 2);
        assertEquals(2, ints.popInt());
        CasmArray floats = array(1.5, 2.5);
        assertEquals(2.5, floats.popDouble());
        assertEquals(1, ints.size());
        assertEquals(1, floats.size());
    }

    @Test
    void keepsSpecialFloats() {
        CasmArray array = array(-0.0, Double.NaN);
        assertEquals(-0.0, array.get(0));
        assertEquals(Double.NaN, array.get(1));
    }

    @Test
    void largeSetsStayUniqueAndFast() {
        CasmArray set = new CasmArray(ArrayKind.SET);
        for (int round = 0; round < 2; round++) {
            for (long i = 0; i < 100_000; i++) {
                SetElements.add(set, i, RuntimeTesting.CRUSH);
                SetElements.add(set, (double) i, RuntimeTesting.CRUSH);
                SetElements.add(set, CasmString.of(i), RuntimeTesting.CRUSH);
            }
        }
        assertEquals(200_000, set.size());
        assertTrue(SetElements.add(set, 1L << 53, RuntimeTesting.CRUSH));
        assertTrue(SetElements.add(set, (1L << 53) + 1, RuntimeTesting.CRUSH));
        assertFalse(SetElements.add(set, 0x1p53, RuntimeTesting.CRUSH));
        assertFalse(SetElements.add(set, -0.0, RuntimeTesting.CRUSH));
        for (int i = 0; i < 100_000; i++) {
            assertTrue(SetElements.add(set, Double.NaN, RuntimeTesting.CRUSH));
        }
        assertTrue(SetElements.add(set, true, RuntimeTesting.CRUSH));
        assertFalse(SetElements.add(set, true, RuntimeTesting.CRUSH));
        assertTrue(SetElements.add(set, array(1), RuntimeTesting.CRUSH));
        assertFalse(SetElements.add(set, array(1.0), RuntimeTesting.CRUSH));
    }

    @Test
    void isAnArrayForOtherLanguages() throws InteropException {
        InteropLibrary interop = InteropLibrary.getUncached();
        CasmArray array = array(1, "a");
        assertTrue(interop.hasArrayElements(array));
        assertEquals(2, interop.getArraySize(array));
        assertEquals(1L, interop.readArrayElement(array, 0));
        assertTrue(interop.isArrayElementReadable(array, 1));
        assertFalse(interop.isArrayElementReadable(array, 2));
        assertThrows(InvalidArrayIndexException.class, () -> interop.readArrayElement(array, -1));
        assertEquals("[1, a]", interop.asString(interop.toDisplayString(array)));
        assertTrue(interop.isNull(NULL));
        assertEquals("null", interop.toDisplayString(NULL));
    }

    @Test
    void theDisplayedTextIsCut() {
        CasmArray array = array(1);
        for (int i = 0; i < 40; i++) {
            array = array(array, array);
        }
        String text = array.toString();
        assertTrue(text.endsWith("\u2026"));
        assertTrue(text.length() < 70_000);
    }
}
