package org.trufflecasm.benchmarks;

import org.trufflecasm.benchmarks.baseline.Fib;
import org.trufflecasm.benchmarks.baseline.HostCall;
import org.trufflecasm.benchmarks.baseline.Loop;
import org.trufflecasm.benchmarks.baseline.Mandelbrot;
import org.trufflecasm.benchmarks.baseline.NBody;
import org.trufflecasm.benchmarks.baseline.Objects;
import org.trufflecasm.benchmarks.baseline.Sieve;
import org.trufflecasm.benchmarks.baseline.Strings;
import org.trufflecasm.benchmarks.baseline.Trees;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The kernels: each is a capsule among the resources, and a piece of Java that prints the same. */
public enum Kernel {
    /** Calls. */
    FIB(Fib::run, 38),
    /** Integer arithmetic. */
    LOOP(Loop::run, 50_000_000),
    /** Floating-point arithmetic. */
    MANDELBROT(Mandelbrot::run, 1_000),
    /** A large array. */
    SIEVE(Sieve::run, 1_000_000),
    /** Strings. */
    STRINGS(Strings::run, 240_000),
    /** Objects that live shortly. */
    TREES(Trees::run, 16),
    /** Fields of objects with several layouts. */
    OBJECTS(Objects::run, 30_000_000),
    /** Floats in fields of objects. */
    NBODY(NBody::run, 4_500_000),
    /** Calls of the host. */
    HOSTCALL(HostCall::run, 100_000_000),
    /** A million short lines of output. */
    PRINT(null, 1_000_000),
    /** One line of output: what a run costs at least. */
    HELLO(null, 0);

    private interface Baseline {
        long run(long size);
    }

    private final Baseline baseline;
    private final long size;

    Kernel(Baseline baseline, long size) {
        this.baseline = baseline;
        this.size = size;
    }

    /** The name that the capsule has and prints. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The text of the capsule.
     *
     * @throws IOException if it is not where the build puts it
     */
    public String capsule() throws IOException {
        String resource = "/capsules/" + id() + ".casm";
        try (InputStream stream = Kernel.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IOException("no resource " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * Does in Java what the capsule does.
     *
     * @param out gets what the capsule prints
     * @throws IOException if {@code out} fails
     */
    public void runJava(Writer out) throws IOException {
        switch (this) {
            case HELLO -> out.write("hello\n");
            case PRINT -> {
                for (long i = 0; i < size; i++) {
                    out.write("line " + i + "\n");
                }
                out.write(id() + " " + size + "\n");
            }
            default -> out.write(id() + " " + baseline.run(size) + "\n");
        }
    }
}
