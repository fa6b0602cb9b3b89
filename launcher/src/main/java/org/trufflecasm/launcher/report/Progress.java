package org.trufflecasm.launcher.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * One line on a terminal that says how far something is, written over and over. Says nothing where
 * there is no terminal. Used by one thread.
 */
public final class Progress {
    private final OutputStream terminal;
    private int shown;

    /**
     * @param terminal where the line is shown; null for nowhere
     */
    public Progress(OutputStream terminal) {
        this.terminal = terminal;
    }

    /** Shows a line instead of the present one; it must fit into one line of the terminal. */
    public void show(String line) {
        if (terminal != null) {
            write("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
            shown = line.length();
        }
    }

    /** Takes the line away, so that something else can be written. */
    public void clear() {
        if (shown > 0) {
            write("\r" + " ".repeat(shown) + "\r");
            shown = 0;
        }
    }

    private void write(String text) {
        try {
            terminal.write(text.getBytes(StandardCharsets.UTF_8));
            terminal.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
