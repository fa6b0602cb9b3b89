package org.trufflecasm.launcher.conformance;

import java.util.List;

/**
 * What a run of a capsule gave, in a form that does not depend on how it was run.
 *
 * @param stdout everything it printed
 * @param stderr everything it printed to standard error, without the report of its failure
 * @param exitCode exit status the command would have: 0 or 1, or what the capsule asked for
 * @param resultType name of the type of the entry's result; null if it failed
 * @param resultText text of the entry's result; null if it failed
 * @param errorKind name of the error's kind; null if it ended well
 * @param message the error's message without its kind; null if it ended well
 * @param trace the guest's frames, innermost first; empty if it ended well
 * @param steps executed instructions; -1 if they were not counted
 */
public record Outcome(
        String stdout,
        String stderr,
        int exitCode,
        String resultType,
        String resultText,
        String errorKind,
        String message,
        List<Frame> trace,
        long steps) {

    /**
     * A frame of a trace.
     *
     * @param function its function
     * @param file the original file; null if unknown
     * @param line 1-based line of the original; 0 if unknown
     * @param column 1-based column of the original; 0 if unknown
     * @param instruction index of the instruction that failed or called; -1 if unknown
     */
    public record Frame(String function, String file, int line, int column, int instruction) {}

    public Outcome {
        trace = List.copyOf(trace);
    }

    /** A run that ended well. */
    public static Outcome ended(
            String stdout,
            String stderr,
            int exitCode,
            String resultType,
            String resultText,
            long steps) {
        return new Outcome(
                stdout, stderr, exitCode, resultType, resultText, null, null, List.of(), steps);
    }

    /** A capsule that was refused, or a run that failed. */
    public static Outcome failed(
            String stdout,
            String stderr,
            String errorKind,
            String message,
            List<Frame> trace,
            long steps) {
        return new Outcome(stdout, stderr, 1, null, null, errorKind, message, trace, steps);
    }

    /** Whether it ended well. */
    public boolean isOk() {
        return errorKind == null;
    }
}
