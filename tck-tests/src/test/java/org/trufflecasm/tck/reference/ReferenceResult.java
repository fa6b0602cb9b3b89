package org.trufflecasm.tck.reference;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.format.crush.CrushOpcode;

/**
 * What a reference run gave.
 *
 * @param ending how it ended
 * @param exitStatus what the capsule ended itself with; 0 if it did not
 * @param stdout everything printed
 * @param stderr everything printed to standard error
 * @param resultType type of the entry's result; null unless it gave one
 * @param resultText text of the entry's result; null unless it gave one
 * @param errorKind kind of the error; null unless it failed
 * @param message the error's message, null where the specification leaves the wording open; or why
 *     the interpreter gave up
 * @param trace frames, innermost first; empty unless it failed
 * @param steps executed instructions
 * @param executed the opcodes among them
 * @param lines how often control came to each line of the original source; columns are 0
 */
public record ReferenceResult(
        Ending ending,
        int exitStatus,
        String stdout,
        String stderr,
        String resultType,
        String resultText,
        ErrorKind errorKind,
        String message,
        List<Frame> trace,
        long steps,
        Set<CrushOpcode> executed,
        Map<SourcePosition, Long> lines) {

    /** How a run ended. */
    public enum Ending {
        /** Well. */
        ENDED,
        /** With an error of the guest. */
        FAILED,
        /**
         * Not at all: it was too long or too big for the reference interpreter. Nothing can be
         * compared.
         */
        GAVE_UP
    }

    /**
     * A frame of a trace.
     *
     * @param function its function
     * @param instruction the instruction that failed or called
     * @param position its place in the original source; null if unknown
     */
    public record Frame(String function, int instruction, SourcePosition position) {}

    public ReferenceResult {
        trace = List.copyOf(trace);
        executed = Set.copyOf(executed);
        lines = Map.copyOf(lines);
    }
}
