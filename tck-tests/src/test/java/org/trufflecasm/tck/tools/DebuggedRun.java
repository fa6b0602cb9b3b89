package org.trufflecasm.tck.tools;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.trufflecasm.launcher.run.GuestThread;

/** A capsule that runs on a thread of its own while a tool looks at it. */
final class DebuggedRun {
    private final String name;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final CompletableFuture<String> outcome = new CompletableFuture<>();

    private DebuggedRun(String name) {
        this.name = name;
    }

    /** The folder with the capsule and its source. */
    static Path folder() {
        try {
            return Path.of(DebuggedRun.class.getResource("/tools/average.casm").toURI())
                    .getParent();
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    /** A port that nobody uses. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts average.casm with some options of the engine. */
    static DebuggedRun start(Map<String, String> options) {
        return start("average", options);
    }

    /** Starts a capsule with some options of the engine. */
    static DebuggedRun start(String name, Map<String, String> options) {
        DebuggedRun run = new DebuggedRun(name);
        Thread.ofPlatform().daemon().start(() -> run.run(options));
        return run;
    }

    private void run(Map<String, String> options) {
        try {
            outcome.complete(GuestThread.call(() -> evaluate(options)));
        } catch (Throwable failure) {
            outcome.completeExceptionally(failure);
        }
    }

    private String evaluate(Map<String, String> options) throws IOException {
        Context context =
                Context.newBuilder("casm")
                        .allowExperimentalOptions(true)
                        .options(options)
                        .out(out)
                        .build();
        try {
            Source source =
                    Source.newBuilder("casm", folder().resolve(name + ".casm").toFile()).build();
            return context.eval(source).toString();
        } catch (PolyglotException failure) {
            return failure.getMessage();
        } finally {
            close(context);
        }
    }

    /** A server whose client is just going may complain of its own threads: not our concern. */
    private static void close(Context context) {
        try {
            context.close();
        } catch (PolyglotException failure) {
            if (!failure.getMessage().contains("Alive system thread")) {
                throw failure;
            }
        }
    }

    /** What came of it: the text of the result, or the message of the failure. */
    String outcome() throws Exception {
        return outcome.get(60, TimeUnit.SECONDS);
    }

    /** What it has printed. */
    String printed() {
        // The server's messages come the same way.
        return out.toString(StandardCharsets.UTF_8)
                .replaceAll(
                        "(?m)^(\\[Graal DAP]|Debugger listening|For help|E\\.g\\.|Chrome|devtools).*\\R",
                        "");
    }
}
