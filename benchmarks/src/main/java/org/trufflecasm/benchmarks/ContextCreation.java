package org.trufflecasm.benchmarks;

import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What one more context costs: opened and closed, and with a small capsule run in it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ContextCreation {
    private final Source capsule =
            Source.newBuilder(
                            "casm",
                            """
                            {"manifest": {},
                             "functions": {"main": {"body": [{"op": "push_int", "value": 42},
                                                             {"op": "ret"}]}}}
                            """,
                            "answer.casm")
                    .buildLiteral();

    private Engine shared;

    /** Opens the engine that contexts share. */
    @Setup(Level.Trial)
    public void open() {
        shared = newEngine();
        Guest.requireCompiler(shared);
    }

    private static Engine newEngine() {
        return Engine.newBuilder("casm").option("engine.WarnInterpreterOnly", "false").build();
    }

    /** Ends the engine. */
    @TearDown(Level.Trial)
    public void close() {
        shared.close();
    }

    private static Context newContext(Engine engine) {
        return Context.newBuilder("casm")
                .engine(engine)
                .out(OutputStream.nullOutputStream())
                .build();
    }

    /**
     * A context of the shared engine, in which nothing runs.
     *
     * @return whether the language is there
     */
    @Benchmark
    public boolean empty() {
        try (Context context = newContext(shared)) {
            return context.initialize("casm");
        }
    }

    /**
     * A context of the shared engine, in which a capsule of two instructions runs.
     *
     * @return what it gives
     */
    @Benchmark
    public int running() {
        try (Context context = newContext(shared)) {
            return context.eval(capsule).asInt();
        }
    }

    /**
     * The same with an engine of its own.
     *
     * @return what it gives
     */
    @Benchmark
    public int withEngine() {
        try (Engine engine = newEngine();
                Context context = newContext(engine)) {
            return context.eval(capsule).asInt();
        }
    }
}
