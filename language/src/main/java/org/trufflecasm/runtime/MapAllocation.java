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
 * <p>Belongs to the code of one context and is used by one thread at a time.
 */
public final class MapAllocation {
    /** After how many maps the size is looked at first: few maps should have one size. */
    private static final int FIRST_LOOK = 16;

    /** After how many maps the size is looked at for the last time. */
    private static final int LAST_LOOK = 256;

    private static final int SAMPLES = 8;

    private final CasmString className;
    private final List<WeakReference<CasmMap>> samples = new ArrayList<>(SAMPLES);

    @CompilationFinal private MapLayout layout;
    @CompilationFinal private Shape root;
    @CompilationFinal private ShapeInfo rootInfo;
    @CompilationFinal private boolean settled;

    private int count;

    private MapAllocation(CasmString className, MapLayout layout) {
        this.className = className;
        choose(layout);
    }

    private void choose(MapLayout chosen) {
        layout = chosen;
        root = chosen.root(ObjectClass.of(className));
        rootInfo = ShapeInfo.of(root);
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

    /** A new map. */
    public CasmMap allocate() {
        CasmMap map = layout.create(root);
        map.setTableIndex(rootInfo.id());
        if (!settled && CompilerDirectives.hasNextTier() && remember(map)) {
            CompilerDirectives.transferToInterpreterAndInvalidate();
            look();
        }
        return map;
    }

    /** Takes a sample; whether it is time to look at them. */
    @TruffleBoundary
    private boolean remember(CasmMap map) {
        WeakReference<CasmMap> sample = new WeakReference<>(map);
        if (samples.size() < SAMPLES) {
            samples.add(sample);
        } else {
            samples.set(count % SAMPLES, sample);
        }
        count++;
        return count >= FIRST_LOOK && Integer.bitCount(count) == 1;
    }

    private void look() {
        int needed = -1;
        for (WeakReference<CasmMap> sample : samples) {
            CasmMap map = sample.get();
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
