package org.trufflecasm.launcher.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.IOAccess;
import org.trufflecasm.embed.Sandbox;
import org.trufflecasm.launcher.Console;
import org.trufflecasm.launcher.report.ExitStatus;
import org.trufflecasm.launcher.stage.CapsuleFile;

/** Runs a program of another language that may load and call capsules. */
public final class ScriptSession {
    private static final String LANGUAGE = "js";
    private static final String MODULE_TYPE = "application/javascript+module";
    private static final String FILE_ROOT = "casm.FileRoot";
    private static final int SHOWN_FRAMES = 16;

    private ScriptSession() {}

    /**
     * Runs a JavaScript program. It is the user's own, so it may read and write files; capsules may
     * do what the settings say.
     *
     * @param engine in what it runs
     * @param settings the limits and grants of each capsule; its arguments are the program's
     * @param streams its standard streams
     * @param script the program; what it names relative to nothing begins at its folder
     * @return the exit status
     * @throws InvalidOptionException if an option is wrong, or the language is not there
     */
    public static int run(
            TierEngine engine, RunSettings settings, Console streams, CapsuleFile script)
            throws InvalidOptionException {
        engine.require(LANGUAGE, "casm js");
        try (Context context = open(engine, settings, streams, script)) {
            context.eval(source(script));
            return ExitStatus.OK;
        } catch (PolyglotException failure) {
            if (failure.isExit()) {
                return failure.getExitStatus();
            }
            streams.flush();
            streams.errWriter().println("error: " + failure.getMessage());
            for (String frame : frames(failure)) {
                streams.errWriter().println("  at " + frame);
            }
            streams.errWriter().flush();
            return ExitStatus.FAILED;
        }
    }

    private static Context open(
            TierEngine engine, RunSettings settings, Console streams, CapsuleFile script)
            throws InvalidOptionException {
        try {
            Path folder = Path.of(script.name()).toAbsolutePath().getParent();
            Context.Builder builder =
                    Context.newBuilder(CapsuleSession.LANGUAGE, LANGUAGE)
                            .engine(engine.engine())
                            .allowExperimentalOptions(true)
                            .arguments(LANGUAGE, settings.arguments().toArray(new String[0]))
                            .in(streams.in())
                            .out(streams.out())
                            .err(streams.err());
            Sandbox.apply(builder, settings.contextOptions());
            confineFiles(builder, settings.contextOptions());
            return builder.allowPolyglotAccess(PolyglotAccess.ALL)
                    .allowIO(IOAccess.ALL)
                    .currentWorkingDirectory(folder)
                    .build();
        } catch (IllegalArgumentException refused) {
            throw engine.invalid(settings.contextOptions(), refused);
        }
    }

    /** The script's file system does not begin where that of the capsules does. */
    private static void confineFiles(Context.Builder builder, Map<String, String> options) {
        builder.option(
                FILE_ROOT,
                Path.of(options.getOrDefault(FILE_ROOT, ".")).toAbsolutePath().toString());
    }

    private static Source source(CapsuleFile script) {
        Source.Builder builder =
                Source.newBuilder(
                        LANGUAGE,
                        new String(script.content(), StandardCharsets.UTF_8),
                        script.name());
        if (script.name().endsWith(".mjs")) {
            builder.mimeType(MODULE_TYPE);
        }
        return builder.buildLiteral();
    }

    private static Iterable<String> frames(PolyglotException failure) {
        return StreamSupport.stream(failure.getPolyglotStackTrace().spliterator(), false)
                .filter(PolyglotException.StackFrame::isGuestFrame)
                .limit(SHOWN_FRAMES)
                .map(Object::toString)
                .toList();
    }
}
