package org.trufflecasm.runtime;

import com.oracle.truffle.api.object.Shape;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * What is known about a shape besides what Truffle knows: where its keys lie, its id, and which
 * keys were added to maps that had it.
 *
 * <p>Shapes are shared by all contexts. There is one lock; it is taken on slow paths only. A shape
 * that no map and no code has any more is forgotten with its info.
 */
final class ShapeInfo {
    /** A map with so many entries is hashed when one is added. */
    static final int MOST_FIELDS = 64;

    /** A map with so many entries is hashed when a computed key is added. */
    static final int MOST_COMPUTED_FIELDS = 16;

    /** How many different computed keys may be added to maps of one shape. */
    static final int MOST_COMPUTED_SUCCESSORS = 64;

    /** How many shapes there may be in all when a computed key makes one. */
    private static final int MOST_COMPUTED_SHAPES = 4096;

    /** How many shapes there may be in all. */
    private static final int MOST_SHAPES = 32768;

    /** How often a limit says no before forgotten shapes are looked for again. */
    private static final int PATIENCE = 1024;

    private static final Map<Shape, ShapeInfo> ALL = new WeakHashMap<>();

    /** At least the number of shapes that there are. */
    private static int shapes;

    private static int patience;

    /** Shapes of maps to which a key was added, by the key. */
    private final Map<CasmString, WeakReference<Shape>> successors = new HashMap<>(2);

    private int ownPatience;

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
     * Whether a map may get a new key and keep having a shape. It may unless it has many entries,
     * or hostile code seems to make a shape for every map.
     *
     * @param computed whether the key comes from data rather than from an instruction
     */
    static boolean mayGrow(Shape shape, CasmString key, boolean computed) {
        if (shape.getPropertyCount() >= (computed ? MOST_COMPUTED_FIELDS : MOST_FIELDS)) {
            return false;
        }
        synchronized (ALL) {
            ShapeInfo info = of(shape);
            return info.successors.containsKey(key) || (info.hasRoom(computed) && areFew(computed));
        }
    }

    private boolean hasRoom(boolean computed) {
        if (!computed || successors.size() < MOST_COMPUTED_SUCCESSORS) {
            return true;
        }
        if (ownPatience-- <= 0) {
            ownPatience = PATIENCE;
            forget();
        }
        return successors.size() < MOST_COMPUTED_SUCCESSORS;
    }

    private static boolean areFew(boolean computed) {
        int most = computed ? MOST_COMPUTED_SHAPES : MOST_SHAPES;
        if (shapes >= most && patience-- <= 0) {
            patience = PATIENCE;
            shapes = 0;
            for (ShapeInfo info : ALL.values()) {
                info.forget();
                shapes += info.successors.size();
            }
        }
        return shapes < most;
    }

    private void forget() {
        successors.values().removeIf(successor -> successor.get() == null);
    }

    /** Tells that a map got a new key. */
    static void grew(Shape before, CasmString key, Shape after) {
        synchronized (ALL) {
            if (of(before).successors.put(key, new WeakReference<>(after)) == null) {
                shapes++;
            }
        }
    }
}
