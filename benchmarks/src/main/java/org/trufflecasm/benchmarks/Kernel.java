package org.trufflecasm.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.trufflecasm.benchmarks.baseline.Fib;
import org.trufflecasm.benchmarks.baseline.HostCall;
import org.trufflecasm.benchmarks.baseline.Loop;
import org.trufflecasm.benchmarks.baseline.Mandelbrot;
import org.trufflecasm.benchmarks.baseline.NBody;
import org.trufflecasm.benchmarks.baseline.Objects;
import org.trufflecasm.benchmarks.baseline.Print;
import org.trufflecasm.benchmarks.baseline.Sieve;
import org.trufflecasm.benchmarks.baseline.Strings;
import org.trufflecasm.benchmarks.baseline.Trees;

/** The kernels: each is a capsule among the resources, and a piece of Java that prints the same. */
public enum Kernel {
    /** Calls. */
    FIB(38, 30),
    /** Integer arithmetic. */
    LOOP(50_000_000, 5_000_000),
    /** Floating-point arithmetic. */
    MANDELBROT(1_000, 200),
    /** A large array. */
    SIEVE(1_000_000, 100_000),
    /** Strings. */
    STRINGS(240_000, 10_000),
    /** Objects that live shortly. */
    TREES(16, 12),
    /** Fields of objects with several layouts. */
    OBJECTS(30_000_000, 3_000_000),
    /** Floats in fields of objects. */
    NBODY(4_500_000, 100_000),
    /** Calls of the host. */
    HOSTCALL(100_000_000, 5_000_000),
    /** A million short lines of output. */
    PRINT(1_000_000, 200_000),
    /** One line of output: what a run costs at least. */
    HELLO(0, 0);

    private final long size;
    private final long smallSize;

    Kernel(long size, long smallSize) {
        this.size = size;
        this.smallSize = smallSize;
    }

    /**
     * How much work the kernel does.
     *
     * @param small whether it is little, for interpreters and tests
     */
    public long size(boolean small) {
        return small ? smallSize : size;
    }

    /**
     * The text of the capsule.
     *
     * @param small whether it does little work
     * @throws IOException if it is not where the build puts it
     */
    public String capsule(boolean small) throws IOException {
        // The size is the first number of the entry, which comes first.
        return capsule().replaceFirst("\"value\": " + size + "\\b", "\"value\": " + size(small));
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
        runJava(size, out);
    }

    /** The same with another size. */
    public void runJava(long size, Writer out) throws IOException {
        switch (this) {
            case FIB -> result(Fib.run(size), out);
            case LOOP -> result(Loop.run(size), out);
            case MANDELBROT -> result(Mandelbrot.run(size), out);
            case SIEVE -> result(Sieve.run(size), out);
            case STRINGS -> result(Strings.run(size), out);
            case TREES -> result(Trees.run(size), out);
            case OBJECTS -> result(Objects.run(size), out);
            case NBODY -> result(NBody.run(size), out);
            case HOSTCALL -> result(HostCall.run(size), out);
            case PRINT -> result(Print.run(size, out), out);
            case HELLO -> out.write("hello\n");
        }
    }

    private void result(long result, Writer out) throws IOException {
        out.write(id() + " " + result + "\n");
    }
}
