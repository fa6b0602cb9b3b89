package org.trufflecasm.runtime;

import java.util.Arrays;

/**
 * The handlers in force in one frame, where that is known only at run time. Used by one thread at a
 * time.
 */
public final class HandlerStack {
    private int[] targets = new int[4];
    private long[] heights = new long[4];
    private int count;

    /** How many handlers are in force. */
    public int size() {
        return count;
    }

    /** Puts a handler into force. */
    public void enter(int target, long height) {
        if (count == targets.length) {
            targets = Arrays.copyOf(targets, 2 * count);
            heights = Arrays.copyOf(heights, 2 * count);
        }
        targets[count] = target;
        heights[count++] = height;
    }

    /** Takes the newest handler out of force, if there is one. */
    public void exit() {
        if (count > 0) {
            count--;
        }
    }

    /** The target of the newest handler; there must be one. */
    public int target() {
        return targets[count - 1];
    }

    /** The height of the operand stack when the newest handler was entered; there must be one. */
    public long height() {
        return heights[count - 1];
    }
}
