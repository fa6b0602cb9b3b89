package org.trufflecasm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trufflecasm.runtime.RuntimeTesting.NULL;
import static org.trufflecasm.runtime.RuntimeTesting.str;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where values lie, and that direct accesses reach them there. */
final class FieldCodesTest {
    private static CasmMap fields(int numbers, Object... keysAndValues) {
        CasmMap map = CasmMap.create(null, numbers);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.putField(str((String) keysAndValues[i]), keysAndValues[i + 1]);
        }
        return map;
    }

    private static Object read(CasmMap map, String key) {
        int code = map.fieldCode(str(key));
        if (FieldCodes.isLong(code)) {
            return MapFields.getLong(map, code);
        }
        if (FieldCodes.isDouble(code)) {
            return MapFields.getDouble(map, code);
        }
        return FieldCodes.isReference(code) ? MapFields.getReference(map, code) : null;
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void numbersAndReferencesLieInFieldsWhileThereAreAny(int numbers) {
        CasmMap map = fields(numbers, "s", str("text"), "n", NULL, "x", str("third reference"));
        for (int i = 0; i < numbers; i++) {
            map.putField(str("p" + i), i % 2 == 0 ? (Object) (long) i : (Object) (double) i);
        }
        map.putField(str("more"), 1L);
        Set<Integer> codes = new HashSet<>();
        for (int i = 0; i < numbers; i++) {
            int code = map.fieldCode(str("p" + i));
            assertTrue(i % 2 == 0 ? FieldCodes.isLong(code) : FieldCodes.isDouble(code));
            assertTrue(codes.add(code));
            assertEquals(map.get(str("p" + i)), read(map, "p" + i));
        }
        assertEquals(str("text"), read(map, "s"));
        assertEquals(NULL, read(map, "n"));
        assertEquals(FieldCodes.ELSEWHERE, map.fieldCode(str("x")));
        assertEquals(FieldCodes.ELSEWHERE, map.fieldCode(str("more")));
        assertEquals(FieldCodes.ABSENT, map.fieldCode(str("none")));
    }

    @Test
    void directWritesAreSeenByAll() {
        CasmMap map = fields(4, "a", 1L, "b", 1.0, "c", NULL, "d", true);
        MapFields.setLong(map, map.fieldCode(str("a")), Long.MIN_VALUE);
        MapFields.setDouble(map, map.fieldCode(str("b")), -0.0);
        MapFields.setReference(map, map.fieldCode(str("c")), 5L);
        MapFields.setReference(map, map.fieldCode(str("d")), str("text"));
        assertEquals("{a: -9223372036854775808, b: -0.0, c: 5, d: text}", map.toString());
        map.putField(str("e"), str("another"));
        map.putField(str("a"), str("no int any more"));
        assertEquals("{a: no int any more, b: -0.0, c: 5, d: text, e: another}", map.toString());
    }

    @Test
    void kindsOfOneLineageDoNotDisturbAnother() {
        CasmMap ints = fields(4, "k1", 1L, "k2", 2L);
        CasmMap floats = fields(4, "k1", 1.5, "k2", 2L);
        CasmMap texts = fields(4, "k1", str("one"), "k2", 2L);
        assertTrue(FieldCodes.isLong(ints.fieldCode(str("k1"))));
        assertTrue(FieldCodes.isDouble(floats.fieldCode(str("k1"))));
        assertTrue(FieldCodes.isReference(texts.fieldCode(str("k1"))));
        assertEquals("{k1: 1, k2: 2}", ints.toString());
        assertEquals("{k1: 1.5, k2: 2}", floats.toString());
        assertEquals("{k1: one, k2: 2}", texts.toString());
    }

    @Test
    void mapsOfAnObsoleteShapeStayReadableAndFollow() {
        CasmMap changed = fields(4, "z1", 1L, "z2", 2L);
        CasmMap left = fields(4, "z1", 3L, "z2", 4L);
        int old = left.fieldCode(str("z2"));
        changed.putField(str("z1"), str("text"));
        assertEquals(4L, MapFields.getLong(left, old));
        MapFields.setLong(left, old, 44L);
        assertEquals(3L, read(left, "z1"));
        assertEquals(44L, read(left, "z2"));
        assertEquals(changed.getShape(), left.getShape());
        CasmMap fresh = fields(4, "z1", 5L, "z2", 6L);
        assertEquals(5L, read(fresh, "z1"));
        MapFields.setReference(fresh, fresh.fieldCode(str("z1")), 7L);
        assertEquals("{z1: 7, z2: 6}", fresh.toString());
    }

    @Test
    void theTableIndexBelongsToTheShape() {
        CasmMap one = fields(4, "t1", 1L);
        CasmMap two = fields(4, "t1", 1L, "t2", 2L);
        int index = one.findTableIndex();
        assertEquals(index, one.tableIndex());
        assertNotEquals(index, two.findTableIndex());
        one.putField(str("t2"), 2L);
        assertEquals(two.getShape(), one.getShape());
        assertEquals(two.tableIndex(), one.findTableIndex());
    }

    @Test
    void placesThatAllocateMapsLearnTheirSize() {
        Arena arena = new Arena(new Registers());
        MapAllocation numbers = MapAllocation.create(null, 0);
        MapAllocation references = MapAllocation.create(str("Node"), 2);
        for (int i = 0; i < 300; i++) {
            CasmMap map = numbers.allocate(arena);
            for (int k = 0; k < 7; k++) {
                map.putField(str("n" + k), 1.0);
            }
            references.allocate(arena).putField(str("next"), NULL);
        }
        assertEquals(WideMap.class, numbers.allocate(arena).getClass());
        assertEquals(CompactMap.class, references.allocate(arena).getClass());
        assertEquals("Node", references.allocate(arena).className().toString());
    }
}
