package org.trufflecasm.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The three standard streams of one command, so that a test can put its own in their place. Text
 * goes out as UTF-8 whatever the host's default is.
 *
 * @param in what capsules read
 * @param out what capsules print, and the answers of verbs
 * @param err diagnostics
 */
public record Console(InputStream in, OutputStream out, OutputStream err) {

    public Console {
        Objects.requireNonNull(in, "in");
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(err, "err");
    }

    /**
     * The streams of this process. Standard output is buffered; what is in the buffer is written
     * before anything goes to standard error, after a short while, and when the process ends.
     */
    public static Console system() {
        BufferedOutput out =
                new BufferedOutput(
                        new FileOutputStream(FileDescriptor.out), ClosedOutput::endProcess);
        Runtime.getRuntime().addShutdownHook(new Thread(out::flushIfFree, "casm-flush"));
        return new Console(
                System.in, out, new OrderedOutput(out, new FileOutputStream(FileDescriptor.err)));
    }

    /** A new writer of text to {@link #out()}; the caller flushes it. */
    public PrintWriter outWriter() {
        return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), false);
    }

    /** A new writer of text to {@link #err()}; whole lines are written at once. */
    public PrintWriter errWriter() {
        return new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
    }

    /**
     * Writes out what is buffered.
     *
     * @throws UncheckedIOException if a stream of the caller's fails
     */
    public void flush() {
        try {
            out.flush();
            err.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
