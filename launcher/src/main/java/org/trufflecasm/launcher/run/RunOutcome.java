package org.trufflecasm.launcher.run;

import org.graalvm.polyglot.Value;
import org.trufflecasm.launcher.report.Diagnostic;

/** How a run ended. */
public sealed interface RunOutcome {

    /**
     * The capsule ended well.
     *
     * @param value the result of its entry; valid as long as the session is open
     */
    record Completed(Value value) implements RunOutcome {}

    /**
     * It was refused, or it failed.
     *
     * @param diagnostic what to show
     */
    record Failed(Diagnostic diagnostic) implements RunOutcome {}

    /**
     * It asked to end the process.
     *
     * @param status the exit status
     */
    record Exited(int status) implements RunOutcome {}

    /** It was stopped from outside. */
    record Cancelled() implements RunOutcome {}
}
