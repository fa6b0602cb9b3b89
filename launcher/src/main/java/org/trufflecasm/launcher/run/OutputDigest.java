package org.trufflecasm.launcher.run;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/**
 * Passes on what a capsule prints and remembers a checksum of it, so that the outputs of two runs
 * can be compared without keeping them. Used by one thread at a time.
 */
public final class OutputDigest extends OutputStream {
    private final OutputStream out;
    private final Runnable beforeFirst;
    private final CRC32C checksum = new CRC32C();
    private long count;

    /**
     * What was printed.
     *
     * @param bytes how many bytes
     * @param checksum CRC32C of them
     */
    public record Summary(long bytes, long checksum) {}

    /**
     * @param out gets everything
     * @param beforeFirst called before the first byte of each run
     */
    public OutputDigest(OutputStream out, Runnable beforeFirst) {
        this.out = out;
        this.beforeFirst = beforeFirst;
    }

    /** What was printed since the last call. */
    public Summary take() {
        Summary summary = new Summary(count, checksum.getValue());
        checksum.reset();
        count = 0;
        return summary;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (count == 0) {
            beforeFirst.run();
        }
        checksum.update(bytes, from, length);
        count += length;
        out.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
