package org.trufflecasm.benchmarks.baseline;

import java.io.IOException;
import java.io.Writer;

/** Writes many short lines. */
public final class Print {
    private Print() {}

    /**
     * Writes {@code n} lines and tells how many.
     *
     * @throws IOException if {@code out} fails
     */
    public static long run(long n, Writer out) throws IOException {
        for (long i = 0; i < n; i++) {
            out.write("line " + i + "\n");
        }
        return n;
    }
}
