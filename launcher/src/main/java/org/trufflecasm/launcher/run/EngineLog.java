package org.trufflecasm.launcher.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/**
 * Listens to what an engine logs. What a listener has no use for goes on to the log, as the engine
 * would write it. The compiler's threads publish.
 */
public abstract class EngineLog extends Handler {
    private final OutputStream log;

    /**
     * @param log where everything goes that is not for the listener
     */
    protected EngineLog(OutputStream log) {
        this.log = log;
    }

    /** Sends an entry on to the log. */
    protected final void passOn(LogRecord entry) {
        String line = "[" + entry.getLoggerName() + "] " + entry.getMessage() + "\n";
        try {
            log.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
            reportError(null, closed, ErrorManager.WRITE_FAILURE);
        }
    }

    @Override
    public final void flush() {}

    @Override
    public final void close() {}
}
