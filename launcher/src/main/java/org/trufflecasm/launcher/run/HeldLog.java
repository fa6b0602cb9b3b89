package org.trufflecasm.launcher.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * What an engine says while it is made, held back until it is there. If it is refused, what it said
 * is lost: an engine whose options do not exist without a compiler says in many lines that there is
 * no compiler, which the command says itself where it matters. Any thread may write.
 */
final class HeldLog extends OutputStream {
    private final OutputStream log;

    /** Null when nothing is held back any more. */
    private ByteArrayOutputStream held = new ByteArrayOutputStream();

    HeldLog(OutputStream log) {
        this.log = log;
    }

    /** Passes on what was held back, and everything from now on. */
    synchronized void release() {
        try {
            held.writeTo(log);
            held = null;
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    private OutputStream target() {
        return held == null ? log : held;
    }

    @Override
    public synchronized void write(int value) throws IOException {
        target().write(value);
    }

    @Override
    public synchronized void write(byte[] values, int offset, int length) throws IOException {
        target().write(values, offset, length);
    }

    @Override
    public synchronized void flush() throws IOException {
        target().flush();
    }
}
