package org.trufflecasm.launcher.run;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.ByteSequence;
import org.trufflecasm.embed.Sandbox;
import org.trufflecasm.launcher.Console;
import org.trufflecasm.launcher.stage.CapsuleFile;

/**
 * One context and what runs in it. Used by one thread, which should be a {@link GuestThread};
 * {@link #cancel()} may be called from any.
 */
public final class CapsuleSession implements AutoCloseable {
    static final String LANGUAGE = "casm";

    /** The type of a capsule in whatever form, as bytes. */
    private static final String BINARY_MIME_TYPE = "application/x-casm";

    private final Context context;
    private final CompilerWatch watch;
    private final GuestFailures failures;
    private volatile boolean cancelled;

    private CapsuleSession(Context context, CompilerWatch watch, GuestFailures failures) {
        this.context = context;
        this.watch = watch;
        this.failures = failures;
    }

    /**
     * Opens a context.
     *
     * @param engine in what the capsule runs
     * @param settings its limits and grants
     * @param streams its standard streams
     * @param failures turns what goes wrong into something to show
     * @throws InvalidOptionException if an option of the language does not exist or its value is
     *     wrong
     */
    public static CapsuleSession open(
            TierEngine engine, RunSettings settings, Console streams, GuestFailures failures)
            throws InvalidOptionException {
        return open(engine, settings, streams, failures, List.of());
    }

    /**
     * Opens a context in which files of any language offer capabilities.
     *
     * @param providers the files; the language of each must be there
     * @throws InvalidOptionException as the other; or if one of the files fails, or its language is
     *     not there
     */
    public static CapsuleSession open(
            TierEngine engine,
            RunSettings settings,
            Console streams,
            GuestFailures failures,
            List<ProvidingFile> providers)
            throws InvalidOptionException {
        for (ProvidingFile provider : providers) {
            engine.require(provider.language(), "--provide " + provider.file().name());
        }
        CapsuleSession session = create(engine, settings, streams, failures, providers);
        try {
            for (ProvidingFile provider : providers) {
                new Providers(session.context).provide(provider);
            }
        } catch (InvalidOptionException refused) {
            session.close();
            throw refused;
        }
        return session;
    }

    private static CapsuleSession create(
            TierEngine engine,
            RunSettings settings,
            Console streams,
            GuestFailures failures,
            List<ProvidingFile> providers)
            throws InvalidOptionException {
        try {
            Set<String> others =
                    Sandbox.languages(
                            engine.engine().getLanguages().keySet(), settings.contextOptions());
            Set<String> all = new TreeSet<>(others);
            all.addAll(Providers.languages(providers));
            Context.Builder builder =
                    Context.newBuilder(
                                    Stream.concat(Stream.of(LANGUAGE), all.stream())
                                            .toArray(String[]::new))
                            .allowPolyglotAccess(Sandbox.accessTo(others))
                            .engine(engine.engine())
                            .allowExperimentalOptions(true)
                            .option(LANGUAGE + ".ShareCode", "false") // one context: faster
                            .arguments(LANGUAGE, settings.arguments().toArray(new String[0]))
                            .in(streams.in())
                            .out(streams.out())
                            .err(streams.err());
            if (all.contains("js")) {
                builder.option("js.esm-eval-returns-exports", "true");
            }
            Sandbox.apply(builder, settings.contextOptions());
            return new CapsuleSession(builder.build(), engine.watch(), failures);
        } catch (IllegalArgumentException refused) {
            throw engine.invalid(settings.contextOptions(), refused);
        }
    }

    /**
     * Loads a capsule without running it.
     *
     * @return {@link RunOutcome.Completed} with what {@link #run} takes, or what went wrong
     */
    public RunOutcome load(CapsuleFile file) {
        Source source =
                Source.newBuilder(LANGUAGE, ByteSequence.create(file.content()), file.name())
                        .mimeType(BINARY_MIME_TYPE)
                        .cached(false)
                        .buildLiteral();
        RunOutcome outcome = attempt(() -> context.parse(source));
        return outcome instanceof RunOutcome.Failed(var diagnostic)
                ? new RunOutcome.Failed(failures.locate(diagnostic, file))
                : outcome;
    }

    /** Runs the entry of a loaded capsule once. */
    public RunOutcome run(Value loaded) {
        return attempt(loaded::execute);
    }

    /** Loads a capsule and runs its entry. */
    public RunOutcome loadAndRun(CapsuleFile file) {
        RunOutcome loaded = load(file);
        return loaded instanceof RunOutcome.Completed(Value target) ? run(target) : loaded;
    }

    /** The name of a value's type. */
    public String typeOf(Value value) {
        return ask("typeOf", value).asString();
    }

    /** A value's text. */
    public String text(Value value) {
        return ask("text", value).asString();
    }

    /** How many instructions the newest run executed; -1 after {@link #cancel()}. */
    public long steps() {
        return cancelled ? -1 : ask("steps").asLong();
    }

    /**
     * What the newest run used.
     *
     * @param name one of the members that {@code statistics} of the language has
     */
    public long used(String name) {
        return ask("statistics").getMember(name).asLong();
    }

    /** What there is to know about the code of the newest run, for those who ask why it is slow. */
    public List<Remark> review() {
        Value remarks = ask("review");
        return IntStream.range(0, (int) remarks.getArraySize())
                .mapToObj(i -> Remark.of(remarks.getArrayElement(i)))
                .toList();
    }

    private Value ask(String question, Object... arguments) {
        return context.getBindings(LANGUAGE).getMember(question).execute(arguments);
    }

    private RunOutcome attempt(Supplier<Value> work) {
        if (watch == null) {
            return outcome(work);
        }
        watch.begin(this::cancel);
        RunOutcome outcome = outcome(work);
        CompilerWatch.CompilationFailure failure = watch.end();
        return failure == null ? outcome : failures.outcome(failure);
    }

    private RunOutcome outcome(Supplier<Value> work) {
        try {
            return new RunOutcome.Completed(work.get());
        } catch (PolyglotException failure) {
            return failures.outcome(failure);
        }
    }

    /** Stops what runs, from any thread; the run's outcome is {@link RunOutcome.Cancelled}. */
    public void cancel() {
        cancelled = true;
        context.close(true);
    }

    /** Ends the context; what the capsule printed is written. */
    @Override
    public void close() {
        try {
            context.close();
        } catch (PolyglotException failure) {
            // A context that was cancelled, or that the capsule has ended, says so once more.
            if (!failure.isCancelled() && !failure.isExit() && !DebuggerLink.isLost(failure)) {
                throw failure;
            }
        }
    }
}
