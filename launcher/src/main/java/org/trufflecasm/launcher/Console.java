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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The three standard streams of one command, so that a test can put its own in their place. Text
 * goes out as UTF-8 whatever the host's default is.
 *
 * @param in what capsules read
 * @param out what capsules print, and the answers of verbs
 * @param err diagnostics
 * @param errIsTerminal whether a person sees {@code err} while it is written
 */
public record Console(InputStream in, OutputStream out, OutputStream err, boolean errIsTerminal) {
    /** Where Linux says what standard error is. */
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    public Console {
        Objects.requireNonNull(in, "in");
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(err, "err");
    }

    /** Streams that are no terminal. */
    public Console(InputStream in, OutputStream out, OutputStream err) {
        this(in, out, err, false);
    }

    /** Java itself can tell only whether standard input and output both are terminals. */
    private static boolean isErrTerminal() {
        try {
            String device = Files.readSymbolicLink(STANDARD_ERROR).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
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
                System.in,
                out,
                new OrderedOutput(out, new FileOutputStream(FileDescriptor.err)),
                isErrTerminal());
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
