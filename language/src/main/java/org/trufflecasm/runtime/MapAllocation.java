package org.trufflecasm.runtime;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.object.Shape;
import java.lang.ref.WeakReference;

/**
 * One place in the code that makes maps. It looks at what its first maps have become and chooses the size of further ones
 * accordingly: objects with many unused fields cost as much time as objects that need more than they have.
 */
public final class MapAllocation {
    /** After how many maps the first look is taken; each further one after twice as many. */
    private static final int FIRST_LOOK = 2;

    /** After how many maps the choice is final. */
    private static final int LAST_LOOK = 256;

    private static final int SAMPLES = 8;

    private final CasmString className;

    @CompilationFinal private MapLayout layout;
    @CompilationFinal private Shape root;
    @CompilationFinal private boolean settled;

    private final WeakReference<CasmMap>[] samples = newSamples();
    private int count;

    private MapAllocation(CasmString className, MapLayout layout) {
        this.className = className;
        choose(layout);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static WeakReference<CasmMap>[] newSamples() {
        return new WeakReference[SAMPLES];
    }

    /**
     * A place that has made no map yet.
     *
     * @param className of its maps, or null
     * @param fields how many fields its maps may get, as far as the code tells
     */
    public static MapAllocation create(CasmString className, int fields) {
        return new MapAllocation(className, MapLayout.forNumbers(Math.max(1, fields)));
    }

    private void choose(MapLayout chosen) {
        layout = chosen;
        root = chosen.root(className);
    }

    /** A new map. */
    public CasmMap allocate() {
        CasmMap map = layout.create(root);
        if (!settled && CompilerDirectives.hasNextTier()) {
            observe(map);
        }
        return map;
    }

    @CompilerDirectives.TruffleBoundary
    private void observe(CasmMap map) {
        samples[count % SAMPLES] = new WeakReference<>(map);
        count++;
    }
}
