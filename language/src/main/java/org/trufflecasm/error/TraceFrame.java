package org.trufflecasm.error;

import org.trufflecasm.core.SourcePosition;

/**
 * One frame of a guest's stack trace.
 *
 * @param function name of the function
 * @param instruction index of the instruction that failed or called; -1 if unknown
 * @param position its place in the original source; null if the capsule does not say
 */
public record TraceFrame(String function, int instruction, SourcePosition position) {

    /** How the frame is shown to people: {@code f (m.py:2:9)} or {@code f (instruction 2)}. */
    public String text() {
        if (position != null) {
            return function + " (" + position.text() + ")";
        }
        return instruction >= 0 ? function + " (instruction " + instruction + ")" : function;
    }
}
