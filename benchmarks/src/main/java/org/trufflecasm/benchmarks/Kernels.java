package org.trufflecasm.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Each kernel as a capsule and in Java, in the same JVM with the same flags. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 8, time = 3)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class Kernels {
    private static final int BUFFER = 1 << 16;

    /** What is measured. */
    @Param public Kernel kernel;

    private final Printed printed = new Printed();
    private final Writer javaOut =
            new BufferedWriter(new OutputStreamWriter(printed, StandardCharsets.UTF_8), BUFFER);
    private String expected;
    private Context context;
    private Value capsule;

    /**
     * Loads the capsule, and asks Java what it has to print.
     *
     * @throws IOException if the capsule is missing
     * @throws IllegalStateException if capsules would only be interpreted
     */
    @Setup(Level.Trial)
    public void load() throws IOException {
        kernel.runJava(javaOut);
        javaOut.flush();
        expected = printed.take();

        context =
                Context.newBuilder("casm")
                        .option("casm.Grant", "bench.step")
                        .option("engine.WarnInterpreterOnly", "false")
                        .out(printed)
                        .build();
        Engine engine = context.getEngine();
        if (engine.getImplementationName().equals("Interpreted")) {
            throw new IllegalStateException(
                    "the Truffle compiler is missing, so this would measure an interpreter; start"
                            + " with: java -jar benchmarks.jar, with at least one fork");
        }
        Source source = Source.newBuilder("casm", kernel.capsule(), kernel.id() + ".casm").build();
        capsule = context.parse(source);
    }

    /** Ends the context. */
    @TearDown(Level.Trial)
    public void close() {
        context.close();
    }

    /**
     * The capsule's entry, and its output passed on.
     *
     * @return what the entry gives
     */
    @Benchmark
    public Object casm() {
        Object result = capsule.execute();
        check();
        return result;
    }

    /**
     * The same in Java.
     *
     * @return what was printed
     * @throws IOException never
     */
    @Benchmark
    public String java() throws IOException {
        kernel.runJava(javaOut);
        javaOut.flush();
        check();
        return expected;
    }

    private void check() {
        String actual = printed.take();
        if (!actual.equals(expected)) {
            throw new IllegalStateException(
                    kernel.id() + " printed " + actual + ", expected " + expected);
        }
    }
}
