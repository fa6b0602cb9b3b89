package org.trufflecasm.runtime;

import com.oracle.truffle.api.object.Shape;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * What is known about a shape besides what Truffle knows: where its keys lie, its id, and which keys were added to maps
 * that had it.
 *
 * <p>Shapes are shared by all contexts. There is one lock; it is taken on slow paths only. A shape that no map and no
 * code has any more is forgotten with its info.
 */
final class ShapeInfo {
    /** A map with more entries is hashed. */
    static final int MOST_FIELDS = 64;

    /** A map with more entries is hashed when a computed key is added. */
    static final int MOST_COMPUTED_FIELDS = 16;

    /** How many different computed keys may be added to maps of one shape. */
    private static final int MOST_COMPUTED_SUCCESSORS = 64;

    /** How many shapes computed keys may lead to, in all. */
    private static final int MOST_COMPUTED_SHAPES = 4096;

    /** How many shapes there may be, in all. */
    private static final int MOST_SHAPES = 32768;

    /** After how many refusals it is counted whether shapes have been forgotten. */
    private static final int REFUSALS = 4096;

    private static final Map<Shape, ShapeInfo> ALL = new WeakHashMap<>();

    /** At least the number of keys in all {@link #successors}. */
    private static int shapes;

    private static int refusals;

    /** Keys that were added to maps of this shape; null instead of an empty set. */
    private Set<CasmString> successors;

    /** Null until they are needed. */
    private Map<CasmString, Integer> codes;

    /** See {@link ShapeIds}; written with its lock held. */
    private volatile int id = ShapeIds.UNASSIGNED;

    private ShapeInfo() {}

    /** What is known about a shape. */
    static ShapeInfo of(Shape shape) {
        synchronized (ALL) {
            return ALL.computeIfAbsent(shape, ignored -> new ShapeInfo());
        }
    }

    /** The id, {@link ShapeIds#UNASSIGNED} if there is none. */
    int id() {
        return id;
    }

    void setId(int assigned) {
        id = assigned;
    }

    /** Where a map with this shape keeps a key's value: one of {@link FieldCodes}. */
    synchronized int code(CasmMap sample, CasmString key) {
        if (codes == null) {
            codes = FieldProbe.codesOf(sample);
        }
        return codes.getOrDefault(key, FieldCodes.ABSENT);
    }

    /**
     * Whether a map may get a new key and keep having a shape. It may unless it has many entries, or hostile code seems
     * to make a shape for every map.
     *
     * @param computed whether the key comes from data rather than from an instruction
     */
    static boolean mayGrow(Shape shape, CasmString key, boolean computed) {
        int count = shape.getPropertyCount();
        if (count >= (computed ? MOST_COMPUTED_FIELDS : MOST_FIELDS)) {
            return false;
        }
        synchronized (ALL) {
            ShapeInfo info = of(shape);
            if (info.successors == null) {
                info.successors = new HashSet<>();
            }
            if (info.successors.contains(key)) {
                return true;
            }
            boolean room =
                    shapes < (computed ? MOST_COMPUTED_SHAPES : MOST_SHAPES)
                            && (!computed || info.successors.size() < MOST_COMPUTED_SUCCESSORS);
            if (room) {
                shapes++;
                info.successors.add(CasmString.literal(key.toString()));
            } else if (++refusals == REFUSALS) {
                refusals = 0;
                recount();
            }
            return room;
        }
    }

    private static void recount() {
        int count = 0;
        for (ShapeInfo info : ALL.values()) {
            count += info.successors == null ? 0 : info.successors.size();
        }
        shapes = count;
    }
}
