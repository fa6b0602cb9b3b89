package org.trufflecasm.runtime;

import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.object.DynamicObjectLibrary;
import com.oracle.truffle.api.object.Shape;

/** Adds one key with values of one kind to maps of one shape, which then have another. */
public final class FieldAddition extends Node {
    /** Kinds of values that maps keep differently. */
    public enum Kind {
        /** Ints. */
        LONG,
        /** Floats. */
        DOUBLE,
        /** All else. */
        REFERENCE;

        static Kind of(Object value) {
            if (value instanceof Long) {
                return LONG;
            }
            return value instanceof Double ? DOUBLE : REFERENCE;
        }
    }

    private final Kind kind;
    private final Shape before;
    private final Shape after;
    private final ShapeInfo infoAfter;

    @Child private DynamicObjectLibrary library;

    private FieldAddition(Kind kind, Shape before, Shape after, DynamicObjectLibrary library) {
        this.kind = kind;
        this.before = before;
        this.after = after;
        this.infoAfter = ShapeInfo.of(after);
        this.library = library;
    }

    /**
     * Adds a key to a map that does not have it.
     *
     * @param value a guest value, never Java's null
     * @return what does so for further maps of the same shape; null if this map is no example
     */
    public static FieldAddition perform(CasmMap map, CasmString key, Object value) {
        map.updateShape();
        Shape before = map.getShape();
        DynamicObjectLibrary library = DynamicObjectLibrary.getFactory().create(map);
        map.putField(key, value);
        Shape after = map.getShape();
        boolean example = before.isValid() && after.isValid() && !MapLayout.isHashed(after);
        return example ? new FieldAddition(Kind.of(value), before, after, library) : null;
    }

    /** Whether any map can still get the key so. */
    public boolean isValid() {
        return before.isValid() && after.isValid();
    }

    /** Whether a map can get the key so, with a value of a kind. */
    public boolean accepts(CasmMap map, Kind valueKind) {
        return valueKind == kind && map.getShape() == before && isValid();
    }

    /** Adds an int. */
    public void addLong(CasmMap map, CasmString key, long value) {
        map.setTableIndex(ShapeIds.UNASSIGNED);
        library.putLong(map, key, value);
        finish(map);
    }

    /** Adds a float. */
    public void addDouble(CasmMap map, CasmString key, double value) {
        map.setTableIndex(ShapeIds.UNASSIGNED);
        library.putDouble(map, key, value);
        finish(map);
    }

    /** Adds a value that is neither. */
    public void addReference(CasmMap map, CasmString key, Object value) {
        map.setTableIndex(ShapeIds.UNASSIGNED);
        library.put(map, key, value);
        finish(map);
    }

    private void finish(CasmMap map) {
        CasmMap.orderAccesses();
        if (map.getShape() == after) {
            map.setTableIndex(infoAfter.id());
        }
    }
}
