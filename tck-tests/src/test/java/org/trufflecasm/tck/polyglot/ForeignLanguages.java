package org.trufflecasm.tck.polyglot;

import java.io.ByteArrayOutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.io.IOAccess;

/**
 * The other languages of a test run, and contexts with them. JavaScript is always there; Python is
 * large, so {@code -Ppython} adds it.
 */
public final class ForeignLanguages {
    private static final List<String> IDS =
            List.of(System.getProperty("casm.languages", "js").split(","));

    private ForeignLanguages() {}

    /** The ids of the languages that take part in this run. */
    public static List<String> ids() {
        return IDS;
    }

    /** The folder of the programs and capsules that tests run. */
    static Path programs() {
        URL folder = ForeignLanguages.class.getResource("/polyglot");
        try {
            return Path.of(folder.toURI());
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    /** What a program printed, in a context that is closed afterwards. */
    static String output(String language, UnaryOperator<Context.Builder> host, Action program)
            throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Engine engine =
                        Engine.newBuilder("casm", language)
                                .allowExperimentalOptions(true)
                                .option("engine.WarnInterpreterOnly", "false")
                                .build();
                Context context =
                        host.apply(
                                        Context.newBuilder("casm", language)
                                                .engine(engine)
                                                .allowPolyglotAccess(PolyglotAccess.ALL)
                                                .allowIO(IOAccess.ALL)
                                                .currentWorkingDirectory(
                                                        programs().toAbsolutePath())
                                                .out(out)
                                                .err(out))
                                .build()) {
            program.run(context);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What is done with a context. */
    interface Action {
        void run(Context context) throws Exception;
    }
}
