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

    /**
     * @param positions the position of each instruction by index; null where nothing is known.
     *     Instructions beyond the end of the list have none.
     */
    public SourceMap(List<SourcePosition> positions) {
        this.positions = positions.toArray(new SourcePosition[0]);
    }

    /**
     * The position of an instruction, or null if it is unknown or {@code instruction} lies outside
     * the function.
     */
    public SourcePosition at(int instruction) {
        return instruction >= 0 && instruction < positions.length ? positions[instruction] : null;
    }

    /** Whether any instruction has a position. */
    public boolean isEmpty() {
        return Arrays.stream(positions).allMatch(position -> position == null);
    }
}
