package org.trufflecasm.launcher.report;

import org.trufflecasm.core.SourcePosition;

/**
 * One frame of a trace.
 *
 * @param function name of the function
 * @param position place in the original source; null if the capsule does not say
 * @param instruction index of the instruction in the function's body
 */
public record Frame(String function, SourcePosition position, int instruction) {

    /**
     * The frame as people see it: {@code f (m.py:2:9)}, or {@code f (instruction 2)} without a
     * position.
     */
    public String text() {
        return function
                + " ("
                + (position == null ? "instruction " + instruction : position.text())
                + ")";
    }
}
