package org.trufflecasm.tck.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/** The capsules in {@code resources/kit}. */
final class KitCapsules {
    static final String ID = "casm";

    private static final String MODULE_TYPE = "application/x-casm+module";

    private KitCapsules() {}

    /** A capsule that has been loaded and not run: its functions are members. */
    static Value load(Context context, String name) {
        return context.eval(
                Source.newBuilder(ID, text(name), name).mimeType(MODULE_TYPE).buildLiteral());
    }

    /** A capsule that runs when it is executed. */
    static Value script(Context context, String name) {
        return context.parse(Source.newBuilder(ID, text(name), name).buildLiteral());
    }

    private static String text(String name) {
        try (InputStream input = KitCapsules.class.getResourceAsStream("/kit/" + name)) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
