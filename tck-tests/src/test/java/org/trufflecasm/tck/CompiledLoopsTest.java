package org.trufflecasm.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trufflecasm.launcher.run.GuestThread;

/**
 * Hot loops of every shape, as a user's runtime treats them: each must be compiled, must not be
 * more than the compiler can do, and must settle, so that after some warming up nothing is compiled
 * or thrown away any more.
 */
class CompiledLoopsTest {
    /**
     * More calls than the default thresholds of all tiers, so that whatever is called once per run
     * is compiled too.
     */
    private static final int WARM_UP = 12_000;

    private static final int SETTLED = 4_000;

    /** What the engine logs when it compiles something, gives up, or throws compiled code away. */
    private static final Pattern EVENT = Pattern.compile("opt (done|deopt|inval\\.?|failed)\\b.*");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int",
                "float",
                "bool",
                "array",
                "map",
                "string",
                "call",
                "call_value",
                "call_values",
                "cap_call",
                "irreducible",
                "handler",
                "thrown",
                "thrown_in_call",
                "counted_operands",
                "yield"
            })
    void compilesAndSettles(String shape) throws Exception {
        Events events = new Events();
        GuestThread.call(
                () -> {
                    run(shape, events);
                    return null;
                });
    }

    private static void run(String shape, Events events) throws IOException {
        try (Context context =
                Context.newBuilder("casm")
                        .allowExperimentalOptions(true)
                        .option("engine.BackgroundCompilation", "false")
                        .option("engine.CompilationFailureAction", "Throw")
                        .option("engine.TraceCompilation", "true")
                        .option("casm.Grant", "bench.step")
                        .out(OutputStream.nullOutputStream())
                        .logHandler(events)
                        .build()) {
            Value capsule = context.parse(source(shape));
            String first = capsule.execute().toString();
            for (int i = 0; i < WARM_UP; i++) {
                capsule.executeVoid();
            }
            List<String> warmUp = events.take();
            for (int i = 0; i < SETTLED; i++) {
                capsule.executeVoid();
            }
            List<String> settled = events.take();

            assertTrue(
                    warmUp.stream().anyMatch(CompiledLoopsTest::isMainInLastTier),
                    () ->
                            "the loop was never compiled in the last tier:\n"
                                    + String.join("\n", warmUp));
            assertEquals(
                    List.of(),
                    warmUp.stream().filter(event -> event.startsWith("opt failed")).toList(),
                    "the compiler gave up");
            assertEquals(List.of(), settled, "it has not settled");
            assertEquals(first, capsule.execute().toString(), "compiled code gives something else");
        }
    }

    private static boolean isMainInLastTier(String event) {
        return event.startsWith("opt done") && event.contains("main ") && event.contains("Tier 2");
    }

    private static Source source(String shape) throws IOException {
        try (InputStream file =
                CompiledLoopsTest.class.getResourceAsStream("/loops/" + shape + ".json")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Source.newBuilder("casm", text, shape + ".json").build();
        }
    }

    /** Collects what the engine says about compilations. */
    private static final class Events extends Handler {
        private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

        /** The events since the last call. */
        List<String> take() {
            List<String> taken = List.copyOf(lines);
            lines.clear();
            return taken;
        }

        @Override
        public void publish(LogRecord entry) {
            if (EVENT.matcher(entry.getMessage()).matches()) {
                lines.add(entry.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
