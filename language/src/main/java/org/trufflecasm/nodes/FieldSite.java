package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.object.DynamicObjectLibrary;
import com.oracle.truffle.api.object.Shape;
import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.FieldCodes;
import org.trufflecasm.runtime.ShapeIds;

/**
 * What one field instruction knows about the maps that come by: where their field lies.
 *
 * <p>While they have one shape, that shape and the answer are constants. From the second shape on,
 * the answer is read from a table by the map's table index, without any branch that depends on the
 * shape. A site that saw two shapes only at first, or turns to another shape for good, relies on
 * one shape again, a few times at most.
 */
abstract class FieldSite extends Node {
    /** A code besides those of {@link FieldCodes}: what came is no map. */
    static final int NOT_A_MAP = -5;

    /** How often a site may turn from one shape to another. */
    private static final int MOST_TURNS = 2;

    /** How often a site that saw several shapes may rely on one again. */
    private static final int MOST_RETURNS = 6;

    /** How often the same shape must come in a row for that; doubled each time. */
    private static final int LONG_RUN = 1000;

    /** How many shapes Truffle's library distinguishes here. */
    private static final int LIBRARY_LIMIT = 4;

    private final CasmString name;

    @CompilationFinal private Known known = Known.NOTHING;
    @CompilationFinal private int turns;
    @CompilationFinal private int returns;

    /** For what lies in no field of the object; null until that is met. */
    @Child private DynamicObjectLibrary library;

    private Shape runShape;
    private int run;

    FieldSite(CasmString name) {
        this.name = name;
    }

    /**
     * The present knowledge.
     *
     * @param type the class of all maps so far; {@link CasmMap} if there are several
     * @param shape the only shape, or null
     * @param code of the field in that shape
     * @param table codes by table index once there were several shapes, or null
     * @param others whether there was something that is no map
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Known(
            Class<? extends CasmMap> type, Shape shape, int code, byte[] table, boolean others) {
        static final Known NOTHING = new Known(null, null, 0, null, false);

        Known withOne(CasmMap map, int found) {
            return new Known(map.getClass(), map.getShape(), found, null, others);
        }

        Known withSeveral(CasmMap map) {
            boolean same = type == null || type == map.getClass();
            return new Known(
                    same ? map.getClass() : CasmMap.class,
                    null,
                    0,
                    table == null ? ShapeIds.newTable() : table,
                    others);
        }

        Known withOthers() {
            return new Known(type, shape, code, table, true);
        }

        boolean accepts(Object value) {
            return type == CasmMap.class
                    ? value instanceof CasmMap
                    : CompilerDirectives.isExact(value, type);
        }
    }

    final CasmString name() {
        return name;
    }

    /** Where the field of a value lies: one of {@link FieldCodes}, or {@link #NOT_A_MAP}. */
    final int code(Object value) {
        Known now = known;
        if (now.type != null && now.accepts(value)) {
            CasmMap map = (CasmMap) value;
            if (now.table == null) {
                if (map.getShape() == now.shape) {
                    return now.code;
                }
            } else if (!CompilerDirectives.hasNextTier() || !endsRun(map)) {
                int code = now.table[map.tableIndex()];
                if (CompilerDirectives.injectBranchProbability(
                        CompilerDirectives.FASTPATH_PROBABILITY, code != FieldCodes.UNKNOWN)) {
                    return code;
                }
                return lookUp(map, now.table);
            }
        }
        if (now.others && !(value instanceof CasmMap)) {
            return NOT_A_MAP;
        }
        CompilerDirectives.transferToInterpreterAndInvalidate();
        return learn(value);
    }

    /** Counts how often the same shape came; whether that is often enough to rely on it. */
    private boolean endsRun(CasmMap map) {
        if (returns == MOST_RETURNS) {
            return false;
        }
        Shape shape = map.getShape();
        if (shape != runShape) {
            runShape = shape;
            run = 0;
        }
        return ++run > LONG_RUN << returns;
    }

    @TruffleBoundary
    private int lookUp(CasmMap map, byte[] table) {
        int code = map.fieldCode(name);
        int index = map.findTableIndex();
        int told = table[index];
        if (told == FieldCodes.UNKNOWN) {
            table[index] = (byte) code;
        }
        return code;
    }

    /** How many layouts of maps it has met since it gave up to rely on one; 1 before. */
    final int layoutsSeen() {
        byte[] table = known.table;
        if (table == null) {
            return 1;
        }
        int seen = 0;
        for (byte code : table) {
            seen += code == FieldCodes.UNKNOWN || code == FieldCodes.UNINDEXED ? 0 : 1;
        }
        return seen;
    }

    private synchronized int learn(Object value) {
        if (!(value instanceof CasmMap map)) {
            known = known.withOthers();
            return NOT_A_MAP;
        }
        int code = map.fieldCode(name);
        Known now = known;
        if (now.table == null) {
            boolean first = now.type == null;
            if (first || turns < MOST_TURNS) {
                turns += first ? 0 : 1;
                known = now.withOne(map, code);
            } else {
                known = now.withSeveral(map);
            }
        } else if (run > LONG_RUN << returns) {
            returns++;
            run = 0;
            turns = MOST_TURNS;
            known = now.withOne(map, code);
        } else {
            known = now.withSeveral(map);
        }
        return code;
    }

    /** Truffle's library, for {@link FieldCodes#ELSEWHERE}. */
    final DynamicObjectLibrary library() {
        if (library == null) {
            CompilerDirectives.transferToInterpreterAndInvalidate();
            library = insert(DynamicObjectLibrary.getFactory().createDispatched(LIBRARY_LIMIT));
        }
        return library;
    }
}
