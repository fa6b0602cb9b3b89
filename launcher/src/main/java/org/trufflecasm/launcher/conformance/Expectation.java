package org.trufflecasm.launcher.conformance;

import java.util.List;

/**
 * What a case demands of a run. What it leaves open is null.
 *
 * @param ending how the run ends; never null
 * @param stdout everything printed, also before an error
 * @param result type and text of the entry's result
 * @param errorKind name of the error's kind
 * @param errorContains a part of the error's message
 * @param errorMessage the error's whole message
 * @param trace the guest's frames, innermost first
 * @param exitCode exit status of the command
 */
public record Expectation(
        Ending ending,
        String stdout,
        Result result,
        String errorKind,
        String errorContains,
        String errorMessage,
        List<Frame> trace,
        Integer exitCode) {

    /** What a case demands that leaves the whole message open. */
    public Expectation(
            Ending ending,
            String stdout,
            Result result,
            String errorKind,
            String errorContains,
            List<Frame> trace,
            Integer exitCode) {
        this(ending, stdout, result, errorKind, errorContains, null, trace, exitCode);
    }

    /** How a run ends. */
    public enum Ending {
        /** It ends well. */
        OK("ok"),
        /** The capsule is refused; nothing of it runs. */
        LOAD_ERROR("load_error"),
        /** It fails while it runs. */
        RUNTIME_ERROR("runtime_error");

        private final String key;

        Ending(String key) {
            this.key = key;
        }

        /** How a case spells it. */
        public String key() {
            return key;
        }
    }

    /**
     * A result as a user sees it.
     *
     * @param type name of its type
     * @param text its text
     */
    public record Result(String type, String text) {
        @Override
        public String toString() {
            return type + " " + text;
        }
    }

    /**
     * A frame of a trace.
     *
     * @param function its function; null if the case does not care
     * @param file the original file; null if the case does not care
     * @param line 1-based line of the original; null if the case does not care
     */
    public record Frame(String function, String file, Integer line) {}
}
