package org.trufflecasm.runtime;

import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.object.DynamicObjectLibrary;
import com.oracle.truffle.api.object.Shape;

/** Adds one key to maps of one shape, which then have another. */
public final class FieldAddition extends Node {
    private final Shape before;
    private final Shape after;
    private final ShapeInfo infoAfter;

    @Child private DynamicObjectLibrary library;

    private FieldAddition(Shape before, Shape after, DynamicObjectLibrary library) {
        this.before = before;
        this.after = after;
        this.infoAfter = ShapeInfo.of(after);
        this.library = library;
    }

    /**
     * Adds a key to a map that does not have it.
     *
     * @return what adds it to further maps of the same shape; null if this map is no example
     */
    public static FieldAddition perform(CasmMap map, CasmString key, Object value) {
        Shape before = map.getShape();
        DynamicObjectLibrary library = DynamicObjectLibrary.getFactory().create(map);
        map.putField(key, value);
        Shape after = map.getShape();
        boolean example = before.isValid() && after.isValid() && !MapLayout.isHashed(after);
        return example ? new FieldAddition(before, after, library) : null;
    }

    /** Whether maps of its shape can still get the key so. */
    public boolean isValid() {
        return before.isValid();
    }

    /** Whether a map can get the key so. */
    public boolean accepts(CasmMap map) {
        return map.getShape() == before && before.isValid();
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

    /** Adds a value of any kind. */
    public void add(CasmMap map, CasmString key, Object value) {
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
