package org.trufflecasm.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.oracle.truffle.api.Assumption;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.RootNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.Registers;

/**
 * The field instructions as a site of code executes them: on one shape, on several, on too many.
 */
final class FieldNodesTest {
    /**
     * An instruction of each kind for one field; calls with one argument read, calls with two
     * write.
     */
    private static final class Sites extends RootNode implements AccountedCode {
        private final Arena arena = new Arena(new Registers());
        private final FieldKey key;
        @Child private GetFieldNode get = GetFieldNodeGen.create();
        @Child private SetFieldNode set = SetFieldNodeGen.create();

        Sites(String name) {
            super(null);
            this.key = FieldKey.of(name);
        }

        @Override
        public boolean isShared() {
            return false;
        }

        @Override
        public Arena arena() {
            return arena;
        }

        @Override
        public Assumption readable() {
            return Assumption.ALWAYS_VALID;
        }

        @Override
        public boolean countsMemory() {
            return false;
        }

        @Override
        public Object execute(VirtualFrame frame) {
            Object[] arguments = frame.getArguments();
            return arguments.length == 1
                    ? get.execute(key, arguments[0])
                    : set.execute(key, arguments[0], arguments[1]);
        }

        Object get(CasmMap map) {
            return getCallTarget().call(map);
        }

        void set(CasmMap map, Object value) {
            assertEquals(map, getCallTarget().call(map, value));
        }
    }

    private static final CasmString TEXT = CasmString.literal("text");

    private static CasmMap fields(int numbers, Object... keysAndValues) {
        CasmMap map = CasmMap.create(null, numbers);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.putField(CasmString.of((String) keysAndValues[i]), keysAndValues[i + 1]);
        }
        return map;
    }

    private static Object draw(Random random) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> random.nextLong();
            case 2, 3 -> random.nextDouble();
            case 4 -> random.nextBoolean();
            default -> TEXT;
        };
    }

    @Test
    void aSiteAddsReadsAndOverwrites() {
        Sites sites = new Sites("size");
        for (Object value : List.of(1L, 2.5, TEXT, true, CasmNull.INSTANCE)) {
            for (int i = 0; i < 3; i++) {
                CasmMap map = CasmMap.create(null);
                assertEquals(CasmNull.INSTANCE, sites.get(map));
                sites.set(map, value);
                assertEquals(value, sites.get(map));
                sites.set(map, value);
                assertEquals(1, map.size());
            }
        }
    }

    @Test
    void aFieldTakesValuesOfEveryKindInTurn() {
        Sites sites = new Sites("turn");
        CasmMap map = fields(4, "other", 1L, "turn", 0L, "last", 2.5);
        CasmMap untouched = fields(4, "other", 1L, "turn", 7L, "last", 2.5);
        for (Object value : List.of(1L, 2.5, 3L, TEXT, 4L, 5.5, true, CasmNull.INSTANCE, 6L)) {
            sites.set(map, value);
            assertEquals(value, sites.get(map));
            assertEquals(7L, sites.get(untouched));
        }
        assertEquals("{other: 1, turn: 6, last: 2.5}", map.toString());
        assertEquals("{other: 1, turn: 7, last: 2.5}", untouched.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 8})
    void fieldsBeyondTheObjectAreReached(int numbers) {
        CasmMap map = CasmMap.create(null, numbers);
        Map<String, Object> expected = new LinkedHashMap<>();
        List<Sites> sites = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            sites.add(new Sites("f" + i));
        }
        Random random = new Random(3);
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 30; i++) {
                Object value = draw(random);
                sites.get(i).set(map, value);
                expected.put("f" + i, value);
            }
            for (int i = 0; i < 30; i++) {
                assertEquals(expected.get("f" + i), sites.get(i).get(map));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 60, 400})
    void sitesThatSeeManyShapesFindTheirField(int shapes) {
        Sites first = new Sites("first");
        Sites second = new Sites("second");
        List<CasmMap> maps = new ArrayList<>();
        for (int i = 0; i < shapes; i++) {
            CasmMap map = fields(i % 3 * 4, "only" + i, 0L, "first", (long) i);
            first.set(map, (long) i);
            second.set(map, i + 0.5);
            maps.add(map);
        }
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < shapes; i++) {
                CasmMap map = maps.get(i);
                assertEquals((long) i + round, first.get(map));
                assertEquals(i + 0.5, second.get(map));
                first.set(map, (long) i + round + 1);
            }
        }
    }

    @Test
    void idsOfForgottenShapesAreGivenAgain() {
        Sites site = new Sites("value");
        for (int round = 0; round < 60; round++) {
            List<CasmMap> maps = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                CasmMap map = CasmMap.create(CasmString.of("Class" + round + "/" + i));
                map.putField(CasmString.of("filler" + i % 3), 1L);
                if (i % 2 == 0) {
                    map.putField(CasmString.of("another"), 2.5);
                }
                site.set(map, (long) i);
                maps.add(map);
            }
            for (int i = 0; i < 300; i++) {
                assertEquals((long) i, site.get(maps.get(i)));
            }
            if (round % 20 == 19) {
                maps.clear();
                System.gc();
            }
        }
    }

    @Test
    void aSiteTurnsBackToOneShape() {
        Sites site = new Sites("x");
        CasmMap[] early = {
            fields(4, "a", 1L, "x", 1L), fields(4, "b", 1L, "x", 2L), fields(0, "x", 3L)
        };
        CasmMap late = fields(4, "x", 9L);
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < early.length; i++) {
                assertEquals(i + 1L, site.get(early[i]));
            }
            for (int i = 0; i < 3000; i++) {
                assertEquals(9L, site.get(late));
            }
        }
    }

    @Test
    void hashedMapsWorkLikeOthers() {
        Sites sites = new Sites("f7");
        CasmMap map = CasmMap.create(null);
        for (int i = 0; i < 100; i++) {
            map.putField(CasmString.of("f" + i), (long) i);
            if (i > 7) {
                assertEquals(7L, sites.get(map));
                sites.set(map, 7L);
            }
        }
        Sites missing = new Sites("missing");
        assertEquals(CasmNull.INSTANCE, missing.get(map));
        missing.set(map, TEXT);
        assertEquals(TEXT, missing.get(map));
        assertEquals(101, map.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void randomProgramsBehaveAsWithLinkedHashMaps(int seed) {
        Random random = new Random(seed);
        String[] names = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"};
        List<Sites> sites = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            sites.add(new Sites(names[i % names.length]));
        }
        List<CasmMap> maps = new ArrayList<>();
        List<Map<String, Object>> expected = new ArrayList<>();
        for (int step = 0; step < 60_000; step++) {
            if (maps.size() < 2 || random.nextInt(30) == 0) {
                if (maps.size() == 40) {
                    maps.clear();
                    expected.clear();
                }
                maps.add(CasmMap.create(null, random.nextInt(3) * 4));
                expected.add(new LinkedHashMap<>());
            }
            int which = random.nextInt(maps.size());
            CasmMap map = maps.get(which);
            Map<String, Object> model = expected.get(which);
            Sites site = sites.get(random.nextInt(sites.size()));
            String name = site.key.name().toString();
            if (random.nextBoolean()) {
                Object value = random.nextInt(3) > 0 ? (Object) (long) step : draw(random);
                site.set(map, value);
                model.put(name, value);
            } else {
                assertEquals(model.getOrDefault(name, CasmNull.INSTANCE), site.get(map));
            }
            if (step % 500 == 0) {
                List<String> keys = new ArrayList<>();
                map.forEach((key, value) -> keys.add(key.toString()));
                assertEquals(new ArrayList<>(model.keySet()), keys);
            }
        }
    }
}
