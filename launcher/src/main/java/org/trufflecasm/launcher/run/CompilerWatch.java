package org.trufflecasm.launcher.run;

import java.io.OutputStream;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Listens to what the engine logs, so that code which the compiler gives up on is noticed: the
 * engine has a setting that throws instead, but with it the compiler fills the terminal with stack
 * traces and the working directory with its dumps. Everything else goes on to the log.
 *
 * <p>The compiler's threads publish, the guest's thread begins and ends runs.
 */
final class CompilerWatch extends EngineLog {
    private static final String FAILURE = "opt fail";
    private static final Pattern TARGET =
            Pattern.compile("opt fail(?:ed)?\\s+(.*?)\\s*(?:\\||\\R|$)");
    private static final Pattern REASON = Pattern.compile("(?m)^[\\w.$]+: (.+)$");

    private Runnable stop;
    private CompilationFailure failure;

    /** That the compiler gave up; its text is the compiler's whole report. */
    static final class CompilationFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String summary;

        private CompilationFailure(String report) {
            super(report, null, false, false);
            Matcher target = TARGET.matcher(report);
            Matcher reason = REASON.matcher(report);
            this.summary =
                    "the compiler gave up on "
                            + (target.lookingAt() ? target.group(1) : "some code")
                            + (reason.find() ? ": " + reason.group(1) : "");
        }

        /** One sentence: what could not be compiled, and why. */
        String summary() {
            return summary;
        }
    }

    /**
     * @param log where everything else goes
     */
    CompilerWatch(OutputStream log) {
        super(log);
    }

    /**
     * From now on a failure stops the run.
     *
     * @param stopRun called at most once, on another thread
     */
    synchronized void begin(Runnable stopRun) {
        stop = stopRun;
        failure = null;
    }

    /** The run has ended; what the compiler gave up on first, or null. */
    synchronized CompilationFailure end() {
        stop = null;
        return failure;
    }

    @Override
    public synchronized void publish(LogRecord entry) {
        String message = String.valueOf(entry.getMessage());
        if (!message.startsWith(FAILURE)) {
            passOn(entry);
        } else if (stop != null && failure == null) {
            failure = new CompilationFailure(message);
            // The guest waits for this thread, and stopping it waits for the guest.
            Thread.ofPlatform().daemon().name("casm-stop").start(stop);
        }
    }
}
