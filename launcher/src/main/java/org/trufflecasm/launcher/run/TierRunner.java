package org.trufflecasm.launcher.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Value;
import org.trufflecasm.launcher.CasmVersion;
import org.trufflecasm.launcher.Console;
import org.trufflecasm.launcher.conformance.CaseOptions;
import org.trufflecasm.launcher.conformance.ConformanceCase;
import org.trufflecasm.launcher.conformance.Outcome;
import org.trufflecasm.launcher.report.Diagnostic;
import org.trufflecasm.launcher.report.ExitStatus;
import org.trufflecasm.launcher.report.Frame;
import org.trufflecasm.launcher.report.Hints;
import org.trufflecasm.launcher.report.InternalErrorReport;
import org.trufflecasm.launcher.report.Trace;
import org.trufflecasm.launcher.stage.CapsuleFile;
import org.trufflecasm.launcher.stage.CapsuleLoader;

/**
 * Runs conformance cases in one tier, in this process, each in a context of its own. Used by one
 * thread at a time; each case runs on a {@link GuestThread}.
 */
public final class TierRunner implements AutoCloseable {
    /** A case that takes longer, in seconds, is ended and counts as failed. */
    public static final int DEADLINE_SECONDS = 120;

    private final TierEngine engine;
    private final GuestFailures failures;
    private final ScheduledThreadPoolExecutor watchdog =
            new ScheduledThreadPoolExecutor(
                    1,
                    body -> {
                        Thread thread = new Thread(body, "casm-watchdog");
                        thread.setDaemon(true);
                        return thread;
                    });

    private TierRunner(TierEngine engine) {
        this.engine = engine;
        CapsuleLoader loader = new CapsuleLoader();
        this.failures =
                new GuestFailures(
                        new Hints(List.of(), List.of(), List.of(), List.of()),
                        new InternalErrorReport(
                                List.of("test"), CasmVersion.text() + ", " + engine.description()),
                        loader);
    }

    /**
     * Opens an engine for a tier.
     *
     * @param tier how cases are executed
     * @param options engine-wide options, see {@link TierEngine#open}
     * @param console where the engine writes what it has to say: its standard error
     * @throws MissingCompilerException if the tier compiles everything and there is no compiler
     * @throws InvalidOptionException if an option does not exist or its value is wrong
     */
    public static TierRunner open(Tier tier, Map<String, String> options, Console console)
            throws MissingCompilerException, InvalidOptionException {
        return new TierRunner(TierEngine.open(tier, options, console.err()));
    }

    /** Whether there is a compiler that makes hot code fast. */
    public boolean isOptimizing() {
        return engine.isOptimizing();
    }

    /**
     * Runs a case.
     *
     * @param wanted a case that can be judged
     * @return what it gave
     * @throws InterruptedException if this thread is interrupted while it waits
     */
    public Outcome run(ConformanceCase wanted) throws InterruptedException {
        try {
            return GuestThread.call(() -> runHere(wanted));
        } catch (InterruptedException | RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Outcome runHere(ConformanceCase wanted) throws InvalidOptionException {
        CaseOptions options = wanted.options();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console streams =
                new Console(
                        new ByteArrayInputStream(options.stdin().getBytes(StandardCharsets.UTF_8)),
                        out,
                        err);
        RunOutcome ended;
        String type = null;
        String text = null;
        long steps = -1;
        try (CapsuleSession session =
                CapsuleSession.open(engine, settings(options), streams, failures)) {
            Future<?> deadline =
                    watchdog.schedule(session::cancel, DEADLINE_SECONDS, TimeUnit.SECONDS);
            ended =
                    session.loadAndRun(
                            new CapsuleFile(wanted.capsuleName(), wanted.capsule().toArray()));
            if (!deadline.cancel(false) || ended instanceof RunOutcome.Cancelled) {
                return refused("it did not end within " + DEADLINE_SECONDS + " s");
            }
            if (ended instanceof RunOutcome.Completed(Value value)) {
                type = session.typeOf(value);
                text = session.text(value);
            }
            if (options.limit("max_steps") > 0) {
                steps = session.steps();
            }
        }
        String stdout = out.toString(StandardCharsets.UTF_8);
        String stderr = err.toString(StandardCharsets.UTF_8);
        return switch (ended) {
            case RunOutcome.Completed completed ->
                    Outcome.ended(stdout, stderr, ExitStatus.OK, type, text, steps);
            case RunOutcome.Exited(int status) ->
                    Outcome.ended(stdout, stderr, status, null, null, steps);
            case RunOutcome.Failed(Diagnostic diagnostic) ->
                    Outcome.failed(
                            stdout,
                            stderr,
                            diagnostic.kind(),
                            describe(diagnostic),
                            frames(diagnostic.trace()),
                            steps);
            case RunOutcome.Cancelled cancelled ->
                    throw new IllegalStateException("cancelled by nobody");
        };
    }

    /** The message of a failure; of a defect also where its details are. */
    private static String describe(Diagnostic diagnostic) {
        boolean defect = diagnostic.kind().equals("InternalError") && diagnostic.hint() != null;
        return defect ? diagnostic.message() + "; " + diagnostic.hint() : diagnostic.message();
    }

    private static RunSettings settings(CaseOptions options) {
        return new RunSettings(
                null,
                options.limit("max_steps"),
                options.limit("max_stack"),
                options.limit("max_output"),
                options.limit("max_call_depth"),
                options.limit("max_memory"),
                options.limit("timeout_ms"),
                false,
                options.grant(),
                options.deny(),
                false,
                List.of(),
                options.permissions().isEmpty()
                        ? Map.of()
                        : Map.of(RunSettings.PERMISSIONS, String.join(",", options.permissions())));
    }

    private static Outcome refused(String reason) {
        return Outcome.failed("", "", "InternalError", reason, List.of(), -1);
    }

    private static List<Outcome.Frame> frames(Trace trace) {
        List<Frame> shown = new ArrayList<>(trace.first());
        shown.addAll(trace.last());
        return shown.stream()
                .map(
                        frame ->
                                frame.position() == null
                                        ? new Outcome.Frame(
                                                frame.function(), null, 0, 0, frame.instruction())
                                        : new Outcome.Frame(
                                                frame.function(),
                                                frame.position().file(),
                                                frame.position().line(),
                                                frame.position().column(),
                                                frame.instruction()))
                .toList();
    }

    @Override
    public void close() {
        watchdog.shutdownNow();
        engine.close();
    }
}
