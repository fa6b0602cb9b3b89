package org.trufflecasm.capability;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.trufflecasm.core.Limits;

/**
 * Reads lines of UTF-8 from a stream and nothing beyond them, so that another reader of the same
 * stream finds the rest. One thread at a time.
 *
 * <p>Reading from a terminal or a pipe cannot be interrupted. Where waiting must be able to end, a
 * thread of its own waits for the rest of one line; if it is given up, that line is the next one
 * that is read.
 */
final class LineInput {
    private InputStream source;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /** What reads the rest of {@link #line} on another thread; null if nothing does. */
    private FutureTask<Void> reader;

    /** Whether {@link #line} ended in a line feed, which is not part of it. */
    private boolean complete;

    LineInput(InputStream source) {
        this.source = source;
    }

    /** The stream itself, at the beginning of the next line. Closing it does nothing. */
    InputStream source() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return settled().read();
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return settled().read(bytes, from, length);
            }

            @Override
            public int available() throws IOException {
                return reader == null || reader.isDone() ? settled().available() : 0;
            }
        };
    }

    /** The stream, with the line in front that another thread has read from it. */
    private InputStream settled() throws IOException {
        if (reader != null) {
            try {
                await();
            } catch (InterruptedException interrupted) {
                throw interrupted();
            }
            if (complete) {
                line.write('\n');
            }
            source = new SequenceInputStream(new ByteArrayInputStream(line.toByteArray()), source);
        }
        return source;
    }

    /**
     * The next line without its line feed and a carriage return before that; malformed input
     * becomes U+FFFD.
     *
     * @return the line; empty at the end of the input
     * @throws IOException if the stream fails or the line is longer than {@link Limits#MAX_STRING}
     *     bytes
     */
    String readLine() throws IOException {
        if (reader == null) {
            begin();
            readRest();
            return text();
        }
        try {
            return readLineInterruptibly();
        } catch (InterruptedException interrupted) {
            throw interrupted();
        }
    }

    /**
     * As {@link #readLine}, but ends when the thread is interrupted.
     *
     * @throws InterruptedException if it was; nothing of the line is lost
     */
    String readLineInterruptibly() throws IOException, InterruptedException {
        if (reader == null) {
            begin();
            if (readReady()) {
                return text();
            }
            reader =
                    new FutureTask<>(
                            () -> {
                                readRest();
                                return null;
                            });
            Thread thread = new Thread(reader, "standard input of a capsule");
            thread.setDaemon(true);
            thread.start();
        }
        await();
        return text();
    }

    private void await() throws IOException, InterruptedException {
        try {
            reader.get();
            reader = null;
        } catch (ExecutionException failed) {
            reader = null;
            if (failed.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(failed.getCause());
        }
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted");
    }

    private void begin() {
        line.reset();
        complete = false;
    }

    /** Reads what is there already; whether that completes the line. */
    private boolean readReady() throws IOException {
        for (int ready = source.available(); ready > 0 && !complete; ready--) {
            if (!readOne()) {
                return true;
            }
        }
        return complete;
    }

    private void readRest() throws IOException {
        while (!complete && readOne()) {
            // Everything happens in the condition.
        }
    }

    /** Reads one byte; false at the end of the input. */
    private boolean readOne() throws IOException {
        int next = source.read();
        if (next == '\n') {
            complete = true;
        } else if (next >= 0) {
            if (line.size() == Limits.MAX_STRING) {
                throw new IOException("a line is longer than " + Limits.MAX_STRING + " bytes");
            }
            line.write(next);
        }
        return next >= 0;
    }

    private String text() {
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
