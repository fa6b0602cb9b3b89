package org.trufflecasm.runtime;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.object.Shape;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * One place in the code that makes maps. It looks at what its first maps have become and chooses
 * how many fields for numbers further ones get: unused fields cost as much time as missing ones.
 *
 * <p>Contexts on several threads may share the code. Each looks only at maps of its own, since
 * another one may be changing those of the others.
 */
public final class MapAllocation {
    /** After how many maps the size is looked at first: few maps should have one size. */
    private static final int FIRST_LOOK = 16;

    /** After how many maps the size is looked at for the last time. */
    private static final int LAST_LOOK = 256;

    private static final int SAMPLES = 8;

    private final CasmString className;
    private final List<Sample> samples = new ArrayList<>(SAMPLES);

    private record Sample(WeakReference<Arena> owner, WeakReference<CasmMap> map) {}

    /** One object, so that another thread never sees half of a change. */
    private record Choice(MapLayout layout, Shape root, ShapeInfo rootInfo) {}

    @CompilationFinal private Choice choice;
    @CompilationFinal private boolean settled;

    private int count;

    private MapAllocation(CasmString className, MapLayout layout) {
        this.className = className;
        choose(layout);
    }

    private void choose(MapLayout layout) {
        Shape root = layout.root(ObjectClass.of(className));
        choice = new Choice(layout, root, ShapeInfo.of(root));
    }

    /**
     * A place that has made no map yet.
     *
     * @param className of its maps, or null
     * @param fields how many fields its maps may get, as far as the code tells; 0 where it does not
     *     tell
     */
    public static MapAllocation create(CasmString className, int fields) {
        return new MapAllocation(
                className, fields == 0 ? MapLayout.MEDIUM : MapLayout.forNumbers(fields));
    }

    /**
     * A new map.
     *
     * @param owner the account of the context that gets it
     */
    public CasmMap allocate(Arena owner) {
        Choice chosen = choice;
        CasmMap map = chosen.layout().create(chosen.root());
        map.setTableIndex(chosen.rootInfo().id());
        if (!settled && CompilerDirectives.hasNextTier() && remember(owner, map)) {
            CompilerDirectives.transferToInterpreterAndInvalidate();
            look(owner);
        }
        return map;
    }

    /** Takes a sample; whether it is time to look at them. */
    @TruffleBoundary
    private synchronized boolean remember(Arena owner, CasmMap map) {
        Sample sample = new Sample(new WeakReference<>(owner), new WeakReference<>(map));
        if (samples.size() < SAMPLES) {
            samples.add(sample);
        } else {
            samples.set(count % SAMPLES, sample);
        }
        count++;
        return count >= FIRST_LOOK && Integer.bitCount(count) == 1;
    }

    private synchronized void look(Arena owner) {
        int needed = -1;
        for (Sample sample : samples) {
            CasmMap map = sample.owner().refersTo(owner) ? sample.map().get() : null;
            if (map != null && map.size() > 0) {
                needed = Math.max(needed, numbersIn(map));
            }
        }
        if (needed >= 0) {
            choose(MapLayout.forNumbers(needed));
        }
        if (count >= LAST_LOOK) {
            settled = true;
            samples.clear();
        }
    }

    private static int numbersIn(CasmMap map) {
        int[] numbers = {0};
        map.forEach(
                (key, value) ->
                        numbers[0] += value instanceof Long || value instanceof Double ? 1 : 0);
        return numbers[0];
    }
}
