package org.trufflecasm.tck.tier;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.ByteSequence;
import org.graalvm.polyglot.io.IOAccess;
import org.trufflecasm.launcher.conformance.CaseOptions;
import org.trufflecasm.launcher.conformance.ConformanceCase;
import org.trufflecasm.launcher.conformance.Outcome;
import org.trufflecasm.launcher.run.GuestThread;

/**
 * A tier of the runtime, reached like any host would: through the polyglot API. Each run has its
 * own context; after some runs the engine is replaced, so that what it remembers does not add up.
 */
public final class TruffleTier implements Tier {
    private static final int RUNS_PER_ENGINE = 100;
    private static final int DEADLINE_SECONDS = 120;
    private static final String LANGUAGE = "casm";
    private static final String MIME_TYPE = "application/x-casm";

    private static final Map<String, String> INTERPRETER = Map.of("engine.Compilation", "false");
    private static final Map<String, String> COMPILED =
            Map.of(
                    "engine.CompileImmediately", "true",
                    "engine.BackgroundCompilation", "false",
                    "engine.CompilationFailureAction", "Throw");

    private static final Map<String, String> OBSERVED =
            Map.of(
                    "engine.CompileImmediately", "true",
                    "engine.BackgroundCompilation", "false",
                    "engine.CompilationFailureAction", "Throw",
                    "casmcoverage", "true",
                    "cputracer", "true",
                    "cputracer.TraceRoots", "false",
                    "cputracer.TraceCalls", "true");

    private static final Map<String, String> WARM =
            Map.of(
                    "engine.FirstTierCompilationThreshold", "50",
                    "engine.LastTierCompilationThreshold", "200",
                    "engine.BackgroundCompilation", "false",
                    "engine.CompilationFailureAction", "Throw");

    private static final ScheduledThreadPoolExecutor WATCHDOG =
            new ScheduledThreadPoolExecutor(
                    1,
                    task -> {
                        Thread thread = new Thread(task, "deadline of a test");
                        thread.setDaemon(true);
                        return thread;
                    });

    private final String name;
    private final Map<String, String> options;

    /** How often each case is run in its context. */
    private final int repetitions;

    private Engine engine;
    private int runs;

    private TruffleTier(String name, Map<String, String> options, int repetitions) {
        this.name = name;
        this.options = options;
        this.repetitions = repetitions;
    }

    /** Never compiles. */
    public static TruffleTier interpreter() {
        return new TruffleTier("interpreter", INTERPRETER, 1);
    }

    /** Compiles everything before its first call, and fails if the compiler gives up. */
    public static TruffleTier compiled() {
        return new TruffleTier("compiled", COMPILED, 1);
    }

    /** Compiles everything with what tools need that count statements and calls. */
    public static TruffleTier observed() {
        return new TruffleTier("observed", OBSERVED, 1);
    }

    /**
     * Runs each case so often in one context that it is compiled with what was learnt about it, and
     * reports the first outcome that differs from the one before, or else the last.
     */
    public static TruffleTier warm() {
        return new TruffleTier("warm", WARM, 400);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close(true);
            engine = null;
        }
    }

    @Override
    public Outcome run(ConformanceCase wanted) {
        if (runs++ % RUNS_PER_ENGINE == 0) {
            close();
            engine =
                    Engine.newBuilder()
                            .allowExperimentalOptions(true)
                            .options(options)
                            // Reports of tools.
                            .out(OutputStream.nullOutputStream())
                            .build();
        }
        try {
            return GuestThread.call(() -> runHere(wanted));
        } catch (Exception unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private Outcome runHere(ConformanceCase wanted) {
        CaseOptions host = wanted.options();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Context context =
                Context.newBuilder(LANGUAGE)
                        .engine(engine)
                        .in(new ByteArrayInputStream(host.stdin().getBytes(StandardCharsets.UTF_8)))
                        .out(out)
                        .err(err)
                        .allowIO(IOAccess.ALL)
                        // What is run again and again in one context is what `casm run` runs.
                        .option("casm.ShareCode", Boolean.toString(repetitions == 1))
                        .option("casm.Grant", String.join(",", host.grant()))
                        .option("casm.Deny", String.join(",", host.deny()))
                        .option("casm.Permissions", String.join(",", host.permissions()))
                        .option("casm.MaxSteps", Long.toString(host.limit("max_steps")))
                        .option("casm.MaxStack", Long.toString(host.limit("max_stack")))
                        .option("casm.MaxOutput", Long.toString(host.limit("max_output")))
                        .option("casm.MaxCallDepth", Long.toString(host.limit("max_call_depth")))
                        .option("casm.MaxMemory", Long.toString(host.limit("max_memory")))
                        .option("casm.Timeout", Long.toString(host.limit("timeout_ms")))
                        .build();
        var deadline =
                WATCHDOG.schedule(() -> context.close(true), DEADLINE_SECONDS, TimeUnit.SECONDS);
        Source source = source(wanted);
        Result result = execute(context, source);
        for (int i = 1; i < repetitions; i++) {
            String printed = out.toString(StandardCharsets.UTF_8);
            out.reset();
            Result again = execute(context, source);
            boolean same =
                    again.equals(result) && printed.equals(out.toString(StandardCharsets.UTF_8));
            result = again;
            if (!same) {
                break;
            }
        }
        if (deadline.cancel(false)) {
            close(context);
        } else {
            result =
                    failed(
                            TIMED_OUT,
                            "it did not end within " + DEADLINE_SECONDS + " s",
                            List.of(),
                            -1);
        }
        return new Outcome(
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8),
                result.errorKind() == null ? result.exitStatus() : 1,
                result.type(),
                result.text(),
                result.errorKind(),
                result.message(),
                result.trace(),
                result.steps() > 0 ? result.steps() : -1);
    }

    /** What came out, without what was printed. */
    private record Result(
            String type,
            String text,
            String errorKind,
            String message,
            List<Outcome.Frame> trace,
            long steps,
            int exitStatus) {}

    private static void close(Context context) {
        try {
            context.close();
        } catch (PolyglotException failure) {
            if (!failure.isExit()) { // what a capsule has ended says so once more
                throw failure;
            }
        }
    }

    private Source source(ConformanceCase wanted) {
        return Source.newBuilder(
                        LANGUAGE,
                        ByteSequence.create(wanted.capsule().toArray()),
                        wanted.capsuleName())
                .mimeType(MIME_TYPE)
                .cached(repetitions > 1)
                .buildLiteral();
    }

    private static Result execute(Context context, Source source) {
        try {
            Value bindings = context.getBindings(LANGUAGE);
            Value value = context.parse(source).execute();
            return new Result(
                    bindings.getMember("typeOf").execute(value).asString(),
                    bindings.getMember("text").execute(value).asString(),
                    null,
                    null,
                    List.of(),
                    steps(context),
                    0);
        } catch (PolyglotException failure) {
            if (failure.isExit()) {
                return new Result(null, null, null, null, List.of(), -1, failure.getExitStatus());
            }
            Value guest = failure.getGuestObject();
            if (guest == null || !guest.hasMember("kind")) {
                return failed(CRASHED, stackTrace(failure), List.of(), -1);
            }
            return failed(
                    guest.getMember("kind").asString(),
                    guest.getMember("message").asString(),
                    trace(guest.getMember("trace")),
                    steps(context));
        }
    }

    private static long steps(Context context) {
        return context.getBindings(LANGUAGE).getMember("steps").execute().asLong();
    }

    private static Result failed(
            String kind, String message, List<Outcome.Frame> trace, long steps) {
        return new Result(null, null, kind, message, trace, steps, 1);
    }

    private static String stackTrace(PolyglotException failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private static List<Outcome.Frame> trace(Value frames) {
        List<Outcome.Frame> trace = new ArrayList<>();
        for (long i = 0; i < frames.getArraySize(); i++) {
            Value frame = frames.getArrayElement(i);
            Value file = frame.getMember("file");
            trace.add(
                    new Outcome.Frame(
                            frame.getMember("function").asString(),
                            file.isNull() ? null : file.asString(),
                            frame.getMember("line").asInt(),
                            frame.getMember("column").asInt(),
                            frame.getMember("instruction").asInt()));
        }
        return trace;
    }
}
