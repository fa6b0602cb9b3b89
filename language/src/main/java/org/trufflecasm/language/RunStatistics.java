package org.trufflecasm.language;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.trufflecasm.error.InteropRecord;

/**
 * What a run has used, as far as it was counted; for hosts an object with a member for each number.
 * Immutable.
 */
public final class RunStatistics extends InteropRecord {
    /** Of a context that has run nothing. */
    public static final RunStatistics NONE = new RunStatistics(0, 0, 0, 0, 0, 0);

    private final long steps;

    /**
     * What one run has used.
     *
     * @param steps executed instructions
     * @param stack most operand slots of all frames, as the stack limit counts them
     * @param depth most frames, the entry included
     * @param calls calls of functions
     * @param objects objects made
     * @param bytes bytes of these, as the memory limit counts them
     */
    public RunStatistics(long steps, long stack, long depth, long calls, long objects, long bytes) {
        super(members(steps, stack, depth, calls, objects, bytes));
        this.steps = steps;
    }

    private static SequencedMap<String, Long> members(
            long steps, long stack, long depth, long calls, long objects, long bytes) {
        SequencedMap<String, Long> numbers = new LinkedHashMap<>();
        numbers.put("steps", steps);
        numbers.put("stack", stack);
        numbers.put("depth", depth);
        numbers.put("calls", calls);
        numbers.put("objects", objects);
        numbers.put("bytes", bytes);
        return numbers;
    }

    /** Executed instructions. */
    public long steps() {
        return steps;
    }
}
