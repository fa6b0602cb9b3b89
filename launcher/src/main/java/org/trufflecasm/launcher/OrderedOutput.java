package org.trufflecasm.launcher;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard error: writes out what standard output holds back first, so that both appear in the
 * order in which they were written. If standard error is closed, its text is dropped: there is
 * nobody to tell.
 */
final class OrderedOutput extends OutputStream {
    private final BufferedOutput first;
    private final OutputStream target;

    OrderedOutput(BufferedOutput first, OutputStream target) {
        this.first = first;
        this.target = target;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        first.flush();
        try {
            target.write(bytes, offset, count);
        } catch (IOException closed) {
            return;
        }
    }
}
