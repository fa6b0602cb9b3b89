package org.trufflecasm.launcher.run;

import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Handler;
import org.graalvm.polyglot.Engine;

/**
 * A polyglot engine that runs capsules in one tier. Contexts of one engine share compiled code
 * where they can. Safe to share between threads; {@link #close()} ends what still runs.
 */
public final class TierEngine implements AutoCloseable {
    private final Engine engine;
    private final Tier tier;
    private final CompilerWatch watch;
    private final DebuggerLink debugger;
    private final boolean optimizing;

    private TierEngine(Engine engine, Tier tier, CompilerWatch watch, DebuggerLink debugger) {
        this.engine = engine;
        this.tier = tier;
        this.watch = watch;
        this.debugger = debugger;
        this.optimizing = isOptimizing(engine);
    }

    /**
     * Opens an engine.
     *
     * @param tier how capsules are executed
     * @param options engine-wide options ({@code engine.…}, {@code compiler.…}, {@code log.…});
     *     they win over those of the tier
     * @param log where the engine and the compiler write what they have to say; usually standard
     *     error
     * @throws MissingCompilerException if everything is to be compiled and there is no compiler
     * @throws InvalidOptionException if an option does not exist or its value is wrong
     */
    public static TierEngine open(Tier tier, Map<String, String> options, OutputStream log)
            throws MissingCompilerException, InvalidOptionException {
        return open(tier, options, log, null);
    }

    /**
     * The same, with somebody who listens to what the engine logs. Must not be asked for with
     * {@link Tier#COMPILED}, which listens itself.
     *
     * @param listener makes the listener, which gets the log for what it has no use for
     */
    public static TierEngine open(
            Tier tier,
            Map<String, String> options,
            OutputStream log,
            Function<OutputStream, Handler> listener)
            throws MissingCompilerException, InvalidOptionException {
        Map<String, String> all = new LinkedHashMap<>(tier.options());
        all.putAll(options);
        HeldLog held = new HeldLog(log);
        CompilerWatch watch = tier == Tier.COMPILED ? new CompilerWatch(held) : null;
        DebuggerLink debugger = DebuggerLink.of(options, held);
        Handler heard = watch == null && listener != null ? listener.apply(held) : watch;
        Handler handler = heard != null ? heard : debugger;
        try {
            TierEngine opened = new TierEngine(build(all, held, handler), tier, watch, debugger);
            held.release();
            if (tier == Tier.COMPILED && !opened.optimizing) {
                opened.close();
                throw new MissingCompilerException();
            }
            return opened;
        } catch (IllegalArgumentException refused) {
            try (Engine plain = build(Map.of(), log, null)) {
                if (isOptimizing(plain)) {
                    throw invalid(plain, options, refused);
                }
                // Without the optimizing runtime the options of a tier do not even exist.
                if (tier == Tier.COMPILED) {
                    throw new MissingCompilerException();
                }
                return openWithoutTier(tier, options, log, plain);
            }
        }
    }

    private static TierEngine openWithoutTier(
            Tier tier, Map<String, String> options, OutputStream log, Engine plain)
            throws InvalidOptionException {
        HeldLog held = new HeldLog(log);
        try {
            DebuggerLink debugger = DebuggerLink.of(options, held);
            TierEngine opened =
                    new TierEngine(build(options, held, debugger), tier, null, debugger);
            held.release();
            return opened;
        } catch (IllegalArgumentException refused) {
            throw invalid(plain, options, refused);
        }
    }

    private static InvalidOptionException invalid(
            Engine engine, Map<String, String> options, IllegalArgumentException refused) {
        return new InvalidOptionException(
                new OptionCheck(engine).explain(options, refused), refused);
    }

    private static Engine build(Map<String, String> options, OutputStream log, Handler handler) {
        Engine.Builder builder =
                Engine.newBuilder()
                        .allowExperimentalOptions(true)
                        // We say it ourselves, in one line.
                        .option("engine.WarnInterpreterOnly", "false")
                        .options(options)
                        // What tools report must not come among what capsules print.
                        .out(log)
                        .err(log);
        return (handler == null ? builder.logHandler(log) : builder.logHandler(handler)).build();
    }

    private static boolean isOptimizing(Engine engine) {
        return !engine.getImplementationName().contains("Interpreted");
    }

    /** Notices code that cannot be compiled; null where that is no failure. */
    CompilerWatch watch() {
        return watch;
    }

    /** The engine itself. */
    public Engine engine() {
        return engine;
    }

    /**
     * Makes sure that a language is there.
     *
     * @param language its id
     * @param user what needs it, for the message
     * @throws InvalidOptionException if it is not; the message says how it gets there
     */
    public void require(String language, String user) throws InvalidOptionException {
        if (!engine.getLanguages().containsKey(language)) {
            throw new InvalidOptionException(
                    user
                            + ": this casm has no language '"
                            + language
                            + "'; put org.graalvm.polyglot:"
                            + language
                            + "-community on its module path (CASM_MODULE_PATH)",
                    null);
        }
    }

    /** What is wrong with options of a context of this engine that were refused. */
    InvalidOptionException invalid(Map<String, String> options, IllegalArgumentException refused) {
        return invalid(engine, options, refused);
    }

    /** How it executes capsules. */
    public Tier tier() {
        return tier;
    }

    /** Whether there is a compiler that makes hot code fast. */
    public boolean isOptimizing() {
        return optimizing;
    }

    /** The runtime's name and version, for reports. */
    public String description() {
        return engine.getImplementationName() + " " + engine.getVersion();
    }

    @Override
    public void close() {
        if (debugger != null) {
            debugger.end(engine);
        } else {
            engine.close(true);
        }
    }
}
