package org.trufflecasm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trufflecasm.runtime.RuntimeTesting.NULL;
import static org.trufflecasm.runtime.RuntimeTesting.map;
import static org.trufflecasm.runtime.RuntimeTesting.str;

import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CasmMapTest {
    private static final InteropLibrary INTEROP = InteropLibrary.getUncached();

    private static boolean isHashed(CasmMap map) {
        return MapLayout.isHashed(map.getShape());
    }

    private static void assertContents(Map<String, Object> expected, CasmMap map) {
        List<String> keys = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        map.forEach(
                (key, value) -> {
                    keys.add(key.toString());
                    values.add(value);
                });
        assertEquals(new ArrayList<>(expected.keySet()), keys);
        assertEquals(new ArrayList<>(expected.values()), values);
        assertEquals(expected.size(), map.size());
        expected.forEach((key, value) -> assertEquals(value, map.get(str(key))));
    }

    @Test
    void keysKeepTheOrderOfInsertionAndTheirPlaceWhenOverwritten() {
        CasmMap map = map("b", 1, "a", 2.5, "c", "text");
        map.put(str("a"), 3.5);
        map.put(str("b"), 7L);
        assertEquals("{b: 7, a: 3.5, c: text}", map.toString());
    }

    @Test
    void missingKeysAreAbsent() {
        CasmMap map = map("a", null);
        assertEquals(NULL, map.get(str("a")));
        assertTrue(map.containsKey(str("a")));
        assertNull(map.get(str("b")));
        assertFalse(map.containsKey(str("b")));
        assertEquals(1, map.size());
    }

    @Test
    void classNamesSurviveHashing() {
        CasmMap map = CasmMap.create(str("Point"));
        assertEquals("Point", map.className().toString());
        for (int i = 0; i < 100; i++) {
            map.putField(str("f" + i), (long) i);
        }
        assertTrue(isHashed(map));
        assertEquals("Point", map.className().toString());
        assertNull(CasmMap.create(null).className());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 8})
    void aKeyTakesValuesOfAnyKindInTurn(int numbers) {
        Object[] values = {1L, 2L, 1.5, str("s"), true, NULL, 3L, 4.5};
        CasmMap map = CasmMap.create(null, numbers);
        CasmMap other = CasmMap.create(null, numbers);
        Map<String, Object> otherContents = new LinkedHashMap<>();
        for (String key : List.of("a", "b", "c", "d", "e", "f", "g")) {
            map.putField(str(key), 0L);
            other.putField(str(key), 5L);
            otherContents.put(key, 5L);
        }
        for (Object value : values) {
            map.putField(str("c"), value);
            assertEquals(value, map.get(str("c")));
            assertEquals(7, map.size());
        }
        assertContents(otherContents, other);
        other.putField(str("c"), 6L);
        otherContents.put("c", 6L);
        assertContents(otherContents, other);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 20, 90, 300})
    void randomOperationsBehaveAsThoseOfALinkedHashMap(int distinctKeys) {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            CasmMap map = CasmMap.create(null, random.nextInt(9));
            Map<String, Object> expected = new LinkedHashMap<>();
            for (int step = 0; step < 2 * distinctKeys; step++) {
                String key = "k" + random.nextInt(distinctKeys);
                Object value =
                        switch (random.nextInt(5)) {
                            case 0 -> random.nextDouble();
                            case 1 -> str("v" + step);
                            case 2 -> random.nextBoolean();
                            default -> random.nextLong();
                        };
                if (random.nextBoolean()) {
                    map.put(str(key), value);
                } else {
                    map.putField(str(key), value);
                }
                expected.put(key, value);
                assertNull(map.get(str("none")));
            }
            assertContents(expected, map);
        }
    }

    @Test
    void mapsWithManyFieldsAreHashed() {
        CasmMap map = CasmMap.create(null);
        Map<String, Object> expected = new LinkedHashMap<>();
        for (int i = 0; i < 200; i++) {
            assertEquals(i > ShapeInfo.MOST_FIELDS, isHashed(map), "with " + i);
            map.putField(str("field" + i), (double) i);
            expected.put("field" + i, (double) i);
        }
        map.put(str("field3"), 9L);
        expected.put("field3", 9L);
        assertContents(expected, map);
    }

    @Test
    void mapsWithSeveralComputedKeysAreHashed() {
        CasmMap map = CasmMap.create(null);
        for (int i = 0; i <= ShapeInfo.MOST_COMPUTED_FIELDS; i++) {
            assertFalse(isHashed(map));
            map.put(str("computed" + i), NULL);
        }
        assertTrue(isHashed(map));
        assertEquals(ShapeInfo.MOST_COMPUTED_FIELDS + 1, map.size());
    }

    @Test
    void manyMapsWithDifferentComputedKeysHaveFewShapes() {
        List<CasmMap> maps = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            CasmMap map = CasmMap.create(null);
            map.put(str("hostile" + i), (long) i);
            map.put(str("also"), (long) -i);
            maps.add(map);
        }
        long shaped = maps.stream().filter(map -> !isHashed(map)).count();
        assertTrue(shaped <= ShapeInfo.MOST_COMPUTED_SUCCESSORS, "with shapes: " + shaped);
        for (int i = 0; i < 10_000; i++) {
            assertEquals((long) i, maps.get(i).get(str("hostile" + i)));
            assertEquals("{hostile" + i + ": " + i + ", also: " + -i + "}", maps.get(i).toString());
        }
    }

    @Test
    void randomTreesOfComputedKeysHaveBoundedNumbersOfShapes() {
        Random random = new Random(5);
        List<CasmMap> maps = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            CasmMap map = CasmMap.create(null);
            for (int k = 0; k < 10; k++) {
                map.put(str("branch" + random.nextInt(40)), (long) k);
            }
            maps.add(map);
        }
        long shaped =
                maps.stream()
                        .filter(map -> !isHashed(map))
                        .map(CasmMap::getShape)
                        .distinct()
                        .count();
        assertTrue(shaped <= 5000, "different shapes: " + shaped);
    }

    @Test
    void aKeyThatGrowsAfterwardsStaysTheKey() {
        CasmString key = str("ab");
        CasmMap map = CasmMap.create(null);
        map.put(key, 1L);
        assertEquals("abc", key.concat(str("c")).toString());
        map.forEach((known, value) -> assertEquals("abd", known.concat(str("d")).toString()));
        assertEquals("{ab: 1}", map.toString());
        assertEquals(1L, map.get(str("ab")));
    }

    @Test
    void hostsSeeReadableMembers() throws InteropException {
        CasmMap map = map("x", 1, "y", "text");
        assertTrue(INTEROP.hasMembers(map));
        Object names = INTEROP.getMembers(map);
        assertEquals(2, INTEROP.getArraySize(names));
        assertEquals("y", INTEROP.asString(INTEROP.readArrayElement(names, 1)));
        assertTrue(INTEROP.isMemberReadable(map, "x"));
        assertFalse(INTEROP.isMemberReadable(map, "z"));
        assertEquals(1L, INTEROP.readMember(map, "x"));
        assertThrows(UnknownIdentifierException.class, () -> INTEROP.readMember(map, "z"));
        assertEquals("{x: 1, y: text}", INTEROP.asString(INTEROP.toDisplayString(map)));
    }

    @Test
    void hostsWriteMembersThatNobodyBorrows() throws InteropException {
        CasmMap map = map("x", 1);
        assertTrue(INTEROP.isMemberModifiable(map, "x"));
        assertTrue(INTEROP.isMemberInsertable(map, "z"));
        INTEROP.writeMember(map, "x", 2.5);
        INTEROP.writeMember(map, "z", "new");
        assertEquals("{x: 2.5, z: new}", map.toString());
        map.setBorrowWord(1);
        assertFalse(INTEROP.isMemberModifiable(map, "x"));
        assertFalse(INTEROP.isMemberInsertable(map, "w"));
        assertThrows(UnsupportedMessageException.class, () -> INTEROP.writeMember(map, "x", 3));
        assertEquals("{x: 2.5, z: new}", map.toString());
    }
}
