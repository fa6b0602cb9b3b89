package org.trufflecasm.benchmarks;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes what a kernel prints and keeps of it what is needed to compare: its size and its end. */
final class Printed extends OutputStream {
    private static final int KEPT = 64;

    private final byte[] end = new byte[KEPT];
    private int kept;
    private long count;

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        count += length;
        int added = Math.min(length, KEPT);
        int stay = Math.min(kept, KEPT - added);
        System.arraycopy(end, kept - stay, end, 0, stay);
        System.arraycopy(bytes, from + length - added, end, stay, added);
        kept = stay + added;
    }

    /** What was printed since the last call: its last line and its size in bytes. */
    String take() {
        String text = new String(Arrays.copyOf(end, kept), StandardCharsets.UTF_8).strip();
        String line = text.substring(text.lastIndexOf('\n') + 1);
        String summary = line + " (" + count + " bytes)";
        kept = 0;
        count = 0;
        return summary;
    }
}
