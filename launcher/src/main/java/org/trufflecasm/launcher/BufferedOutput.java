package org.trufflecasm.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Standard output with a large buffer. A capsule that prints a million lines pays one system call
 * per buffer, and a person who looks on still sees each line within {@link #DELAY_MILLIS}: a daemon
 * thread, started with the first byte, writes out what lies there. Any thread may write.
 */
final class BufferedOutput extends OutputStream {
    /** The longest time, in milliseconds, that a byte stays in the buffer. */
    static final long DELAY_MILLIS = 100;

    private static final int SIZE = 1 << 16;

    private final OutputStream target;
    private final Consumer<IOException> onFailure;
    private final ReentrantLock lock = new ReentrantLock();
    private final byte[] buffer = new byte[SIZE];
    private int length;
    private boolean failed;
    private Thread flusher;

    /**
     * @param target where the bytes go
     * @param onFailure told once when the target fails; if it returns, everything later is dropped
     */
    BufferedOutput(OutputStream target, Consumer<IOException> onFailure) {
        this.target = Objects.requireNonNull(target, "target");
        this.onFailure = Objects.requireNonNull(onFailure, "onFailure");
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        lock.lock();
        try {
            if (count > SIZE - length) {
                writeOut();
            }
            if (count >= SIZE) {
                send(bytes, offset, count);
                return;
            }
            System.arraycopy(bytes, offset, buffer, length, count);
            length += count;
            if (flusher == null) {
                flusher =
                        Thread.ofPlatform()
                                .daemon()
                                .name("casm-output")
                                .start(this::flushRegularly);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void flush() {
        lock.lock();
        try {
            writeOut();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #flush()}, but gives up if another thread is stuck in the middle of a write. */
    void flushIfFree() {
        if (lock.tryLock()) {
            try {
                writeOut();
            } finally {
                lock.unlock();
            }
        }
    }

    private void flushRegularly() {
        try {
            while (true) {
                Thread.sleep(DELAY_MILLIS);
                flush();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeOut() {
        if (length > 0) {
            int count = length;
            length = 0;
            send(buffer, 0, count);
        }
    }

    private void send(byte[] bytes, int offset, int count) {
        if (failed) {
            return;
        }
        try {
            target.write(bytes, offset, count);
        } catch (IOException failure) {
            failed = true;
            onFailure.accept(failure);
        }
    }
}
