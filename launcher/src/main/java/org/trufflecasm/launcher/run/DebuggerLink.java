package org.trufflecasm.launcher.run;

import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.LogRecord;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;

/**
 * What the servers that debuggers connect to make of a client that leaves in the midst of something
 * or never leaves: they log Java's stack traces, throw into the run or into the end of the engine,
 * and wait for ever. A user is told what has happened, in one sentence at most.
 */
final class DebuggerLink extends EngineLog {
    /** The names of the servers' options and loggers. */
    private static final Set<String> SERVERS = Set.of("dap", "inspect");

    private static final String TOOLS = "com.oracle.truffle.tools.";

    /** How long a client may stay when the run is over. */
    private static final long FAREWELL_MILLIS = 3_000;

    private DebuggerLink(OutputStream log) {
        super(log);
    }

    /** A listener for an engine with some options; null if none of them starts a server. */
    static DebuggerLink of(Map<String, String> options, OutputStream log) {
        return options.keySet().stream().anyMatch(SERVERS::contains) ? new DebuggerLink(log) : null;
    }

    @Override
    public void publish(LogRecord entry) {
        boolean ofServer = SERVERS.contains(String.valueOf(entry.getLoggerName()));
        if (!ofServer || entry.getThrown() == null) {
            passOn(entry);
        }
    }

    /** Whether what was thrown says no more than that a client has gone. */
    static boolean isLost(PolyglotException failure) {
        if (String.valueOf(failure.getMessage()).contains("Alive system thread")) {
            return true;
        }
        if (failure.isInternalError()) {
            for (StackTraceElement frame : failure.getStackTrace()) {
                if (frame.getClassName().startsWith(TOOLS)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Ends an engine whose server may have a client that stays: the process ends all the same. */
    void end(Engine engine) {
        AtomicReference<RuntimeException> thrown = new AtomicReference<>();
        Thread ending =
                Thread.ofPlatform()
                        .daemon()
                        .name("casm-end")
                        .start(
                                () -> {
                                    try {
                                        engine.close(true);
                                    } catch (RuntimeException failure) {
                                        thrown.set(failure);
                                    }
                                });
        try {
            ending.join(FAREWELL_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        RuntimeException failure = thrown.get();
        if (failure != null && !(failure instanceof PolyglotException lost && isLost(lost))) {
            throw failure;
        }
    }
}
