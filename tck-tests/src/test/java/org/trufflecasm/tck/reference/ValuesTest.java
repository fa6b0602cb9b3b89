package org.trufflecasm.tck.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {

    @ParameterizedTest
    @CsvSource({
        "1e21, 1000000000000000000000.0",
        "1e-7, 0.0000001",
        "0.1, 0.1",
        "-0.0, -0.0",
        "3, 3.0",
        "NaN, NaN",
        "Infinity, inf",
        "-Infinity, -inf",
        "0.30000000000000004, 0.30000000000000004",
        "2e23, 200000000000000000000000.0",
        "9007199254740993, 9007199254740992.0"
    })
    void floatsAreWrittenWithTheFewestDigits(double value, String text) {
        assertEquals(text, Values.text(value));
    }

    @Test
    void theSmallestFloatHasOneDigit() {
        String text = Values.text(Double.MIN_VALUE);
        assertTrue(text.endsWith("0005"), text);
        assertEquals(Double.MIN_VALUE, Double.parseDouble(text));
    }

    @Test
    void containersShowTheirElementsUnquoted() {
        Dictionary map = new Dictionary();
        map.put("a", Sequence.of(Sequence.Kind.TUPLE, List.of(1L, "x")));
        map.put("b", Nil.NIL);
        assertEquals("{a: (1, x), b: null}", Values.text(map));
        assertEquals("List[]", Values.text(new Sequence(Sequence.Kind.LIST)));
        assertEquals(
                "Set{1.5, true}", Values.text(Sequence.of(Sequence.Kind.SET, List.of(1.5, true))));
    }

    @Test
    void cyclesAreCutAtTheSecondVisit() {
        Sequence array = new Sequence(Sequence.Kind.ARRAY);
        Dictionary map = new Dictionary();
        array.add(map);
        array.add(array);
        map.put("self", map);
        map.put("array", array);
        assertEquals("[{self: {...}, array: [...]}, [...]]", Values.text(array));
    }

    @Test
    void whatIsSharedIsNoCycle() {
        Sequence inner = Sequence.of(Sequence.Kind.ARRAY, List.of(1L));
        assertEquals(
                "[[1], [1]]", Values.text(Sequence.of(Sequence.Kind.ARRAY, List.of(inner, inner))));
    }

    @Test
    void numbersAreEqualByValueAndNeverToABool() {
        assertTrue(Values.equal(1L, 1.0));
        assertFalse(Values.equal(1L, true));
        assertFalse(Values.equal(Double.NaN, Double.NaN));
        assertTrue(Values.equal(0.0, -0.0));
    }

    @Test
    void containersAreEqualByContent() {
        assertTrue(
                Values.equal(
                        Sequence.of(Sequence.Kind.ARRAY, List.of(1L)),
                        Sequence.of(Sequence.Kind.ARRAY, List.of(1.0))));
        assertFalse(
                Values.equal(
                        Sequence.of(Sequence.Kind.ARRAY, List.of(1L)),
                        Sequence.of(Sequence.Kind.LIST, List.of(1L))));
        Sequence nan = Sequence.of(Sequence.Kind.ARRAY, List.of(Double.NaN));
        assertFalse(Values.equal(nan, nan));
    }

    @Test
    void cyclicContainersAreEqualIfNoDifferenceCanBeFound() {
        Sequence one = new Sequence(Sequence.Kind.ARRAY);
        one.add(one);
        Sequence two = new Sequence(Sequence.Kind.ARRAY);
        Sequence inner = new Sequence(Sequence.Kind.ARRAY);
        two.add(inner);
        inner.add(two);
        assertTrue(Values.equal(one, two));
        inner.add(1L);
        assertFalse(Values.equal(one, two));
    }

    @Test
    void deepValuesAreNoProblemOfJava() {
        Object deep = 1L;
        for (int i = 0; i < 50_000; i++) {
            deep = Sequence.of(Sequence.Kind.ARRAY, List.of(deep));
        }
        assertEquals(100_001, Values.text(deep).length());
        assertTrue(Values.equal(deep, deep));
    }
}
