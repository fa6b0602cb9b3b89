package org.trufflecasm.core;

import java.util.Arrays;
import java.util.List;

/**
 * The original source positions of one function's instructions. Immutable; safe to share between
 * threads.
 */
public final class SourceMap {

    /** The map of a function about whose source nothing is known. */
    public static final SourceMap NONE = new SourceMap(List.of());

    private final SourcePosition[] positions;
    private final int[] origins;

    /**
     * @param positions the position of each instruction by index; null where nothing is known.
     *     Instructions beyond the end of the list have none.
     */
    public SourceMap(List<SourcePosition> positions) {
        this(positions, null);
    }

    /**
     * @param positions as above
     * @param origins for each instruction its index in the code of the capsule, where functions are
     *     parts of one code; null if the two are the same
     */
    public SourceMap(List<SourcePosition> positions, int[] origins) {
        this.positions = positions.toArray(new SourcePosition[0]);
        this.origins = origins == null ? null : origins.clone();
    }

    /** The index that people know an instruction by. */
    public int origin(int instruction) {
        return origins != null && instruction >= 0 && instruction < origins.length
                ? origins[instruction]
                : instruction;
    }

    /**
     * The position of an instruction, or null if it is unknown or {@code instruction} lies outside
     * the function.
     */
    public SourcePosition at(int instruction) {
        return instruction >= 0 && instruction < positions.length ? positions[instruction] : null;
    }

    /** Whether nothing is known that the index of an instruction does not say. */
    public boolean isEmpty() {
        return origins == null && Arrays.stream(positions).allMatch(position -> position == null);
    }
}
