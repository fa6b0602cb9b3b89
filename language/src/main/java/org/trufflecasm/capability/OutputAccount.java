package org.trufflecasm.capability;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import org.trufflecasm.runtime.CasmString;

/**
 * One output stream of a capsule: UTF-8, buffered, counted against the context's {@link
 * OutputBudget}. One thread at a time.
 */
final class OutputAccount {
    private static final int SIZE = 1 << 16;
    private static final int FIRST_SIZE = 1 << 10;

    private final OutputStream target;
    private final OutputBudget budget;

    /** Grows up to {@link #SIZE}: there may be thousands of contexts that hardly write. */
    private byte[] buffer = {};

    private int count;
    private boolean flushEachLine;
    private boolean used;

    /**
     * @param target where the bytes go
     * @param budget what pays for them
     */
    OutputAccount(OutputStream target, OutputBudget budget) {
        this.target = target;
        this.budget = budget;
    }

    /** Whether something was written since the last flush. */
    boolean isUsed() {
        return used;
    }

    /** Sets whether every line is passed on at once. */
    void flushEachLine(boolean each) {
        flushEachLine = each;
    }

    /**
     * Writes the texts of {@code values} and a line feed, or nothing and fails.
     *
     * @throws IOException if the stream fails
     * @throws org.trufflecasm.error.GuestException {@code OutputQuota} if the budget does not cover
     *     all of it
     */
    void line(CapabilityContext context, Object[] values) throws IOException {
        used = true;
        CasmString[] texts = new CasmString[values.length];
        long most = 1;
        for (int i = 0; i < values.length; i++) {
            texts[i] = context.text(values[i]);
            most += Utf8.maximum(texts[i]);
        }
        if (most > SIZE - count) {
            passOn();
        }
        if (most <= SIZE - count) {
            makeRoom((int) most);
            int end = count;
            for (CasmString text : texts) {
                end = Utf8.encode(text, buffer, end);
            }
            buffer[end++] = '\n';
            // What lies behind the count has not been written yet, should this fail.
            budget.charge(end - count);
            count = end;
        } else {
            longLine(texts);
        }
        if (flushEachLine) {
            flush();
        }
    }

    /**
     * Writes the text of a value without a line feed, or nothing and fails.
     *
     * @throws IOException if the stream fails
     * @throws org.trufflecasm.error.GuestException {@code OutputQuota} if the budget does not cover
     *     all of it
     */
    void text(CapabilityContext context, Object value) throws IOException {
        CasmString text = context.text(value);
        byte[] encoded = new byte[text.utf8Length()];
        budget.charge(encoded.length);
        append(encoded, 0, Utf8.encode(text, encoded, 0));
        if (flushEachLine) {
            flush();
        }
    }

    private void longLine(CasmString[] texts) throws IOException {
        long bytes = 1;
        for (CasmString text : texts) {
            bytes += text.utf8Length();
        }
        budget.charge(bytes);
        for (CasmString text : texts) {
            byte[] encoded = new byte[text.utf8Length()];
            append(encoded, 0, Utf8.encode(text, encoded, 0));
        }
        append(new byte[] {'\n'}, 0, 1);
    }

    private void append(byte[] bytes, int from, int length) throws IOException {
        used = true;
        if (length > SIZE - count) {
            passOn();
        }
        if (length > SIZE) {
            target.write(bytes, from, length);
        } else {
            makeRoom(length);
            System.arraycopy(bytes, from, buffer, count, length);
            count += length;
        }
    }

    /** Lets the buffer grow for more bytes, which do not exceed its greatest size. */
    private void makeRoom(int bytes) {
        if (bytes > buffer.length - count) {
            int size = Math.max(FIRST_SIZE, Math.max(2 * buffer.length, count + bytes));
            buffer = Arrays.copyOf(buffer, Math.min(SIZE, size));
        }
    }

    private void passOn() throws IOException {
        int length = count;
        // First, so that a stream that fails is not given the same bytes again at every line.
        count = 0;
        if (length > 0) {
            target.write(buffer, 0, length);
        }
    }

    /**
     * Passes on everything that was written.
     *
     * @throws IOException if the stream fails; what could not be written is dropped
     */
    void flush() throws IOException {
        used = false;
        passOn();
        target.flush();
    }

    /** A view for a provider: the same buffer, the same budget. Closing it flushes. */
    OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                Objects.checkFromIndexSize(from, length, bytes.length);
                budget.charge(length);
                append(bytes, from, length);
            }

            @Override
            public void flush() throws IOException {
                OutputAccount.this.flush();
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }
}
