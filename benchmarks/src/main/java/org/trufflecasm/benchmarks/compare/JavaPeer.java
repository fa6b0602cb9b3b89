package org.trufflecasm.benchmarks.compare;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.trufflecasm.benchmarks.Kernel;

/** {@code KERNEL SIZE REPETITIONS}: the kernels in Java, as a process like those of the peers. */
public final class JavaPeer {
    private static final int BUFFER = 1 << 16;

    private JavaPeer() {}

    /**
     * Runs one kernel.
     *
     * @param arguments name, size, how often
     * @throws IOException if standard output fails
     */
    public static void main(String[] arguments) throws IOException {
        Kernel kernel = Kernel.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        long size = Long.parseLong(arguments[1]);
        int repetitions = kernel == Kernel.HELLO ? 0 : Integer.parseInt(arguments[2]);
        try (Writer out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8),
                        BUFFER)) {
            if (kernel == Kernel.HELLO) {
                kernel.runJava(out);
            }
            for (int i = 1; i <= repetitions; i++) {
                long start = System.nanoTime();
                kernel.runJava(size, out);
                out.flush();
                double millis = (System.nanoTime() - start) / 1e6;
                out.write(String.format(Locale.ROOT, "@bench iter=%d ms=%.3f%n", i, millis));
            }
        }
    }
}
