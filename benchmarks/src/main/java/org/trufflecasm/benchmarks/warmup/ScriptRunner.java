package org.trufflecasm.benchmarks.warmup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/**
 * Runs a script whose value is a function of no arguments again and again, as {@code casm bench}
 * does with a capsule, and writes the same lines. {@link TimeToPeak} starts it in a process of its
 * own.
 */
public final class ScriptRunner {
    private ScriptRunner() {}

    /**
     * Runs one script.
     *
     * @param arguments the language's id, the script, and how often to call its function
     * @throws IOException if the script cannot be read
     * @throws IllegalStateException if nothing would be compiled
     */
    public static void main(String[] arguments) throws IOException {
        Path script = Path.of(arguments[1]);
        int repeat = Integer.parseInt(arguments[2]);
        try (Context context = Context.create(arguments[0])) {
            if (context.getEngine().getImplementationName().contains("Interpreted")) {
                throw new IllegalStateException("there is no compiler for " + arguments[0]);
            }
            Value function =
                    context.eval(
                            Source.newBuilder(
                                            arguments[0],
                                            Files.readString(script, StandardCharsets.UTF_8),
                                            script.getFileName().toString())
                                    .build());
            for (int i = 1; i <= repeat; i++) {
                long start = System.nanoTime();
                System.out.println(function.execute().asString());
                System.out.printf(
                        Locale.ROOT,
                        "@bench iter=%d ms=%.3f%n",
                        i,
                        (System.nanoTime() - start) / 1e6);
            }
        }
    }
}
