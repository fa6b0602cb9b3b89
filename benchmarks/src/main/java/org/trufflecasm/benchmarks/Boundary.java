package org.trufflecasm.benchmarks;

import static org.trufflecasm.benchmarks.CapsuleLoop.call;
import static org.trufflecasm.benchmarks.CapsuleLoop.load;
import static org.trufflecasm.benchmarks.CapsuleLoop.store;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a call from one language to another costs: ten million of them in one loop. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Boundary {
    /** How many calls one loop makes. */
    static final int CALLS = 10_000_000;

    private static final String CAPSULE =
            CapsuleLoop.capsule(
                            List.of("host.next"),
                            List.of(),
                            List.of(load("x"), call("host.next", 1), store("x")))
                    .replace("\"value\": " + CapsuleLoop.TURNS + "}", "\"value\": " + CALLS + "}")
                    .replace(
                            "\"functions\": {",
                            "\"functions\": {\"next\": {\"params\": [\"n\"], \"body\": ["
                                    + load("n")
                                    + ", "
                                    + CapsuleLoop.integer(1)
                                    + ", "
                                    + CapsuleLoop.op("add")
                                    + "]}, ");

    private static final String LOOP =
            "(next) => () => { let x = 1; for (let i = 0; i < "
                    + CALLS
                    + "; i++) x = next(x);"
                    + " return x; }";

    /** Who calls whom. */
    public enum Way {
        /** A capsule calls a function of JavaScript, a capability. */
        CAPSULE_TO_JAVASCRIPT,
        /** JavaScript calls a function of a capsule. */
        JAVASCRIPT_TO_CAPSULE,
        /** JavaScript calls a method of Java: what the others are compared with. */
        JAVASCRIPT_TO_JAVA,
        /** JavaScript calls what Java most often gives it, a {@link ProxyExecutable}. */
        JAVASCRIPT_TO_PROXY
    }

    /** A Java host's function. */
    public static final class JavaHost {
        /**
         * One more.
         *
         * @param x a number
         * @return the next one
         */
        @HostAccess.Export
        public int next(int x) {
            return x + 1;
        }
    }

    /** Who calls whom. */
    @Param public Way way;

    private Context context;
    private Value loop;

    /** Opens the context and runs the loop once. */
    @Setup(Level.Trial)
    public void open() {
        context =
                Context.newBuilder("casm", "js")
                        .allowExperimentalOptions(true)
                        .option("casm.Grant", "host.*")
                        .build();
        loop =
                switch (way) {
                    case CAPSULE_TO_JAVASCRIPT -> {
                        Value next = context.eval("js", "(x) => x + 1");
                        context.getBindings("casm").getMember("provide").execute("host.next", next);
                        yield context.parse(
                                Source.newBuilder("casm", CAPSULE, "loop.casm").buildLiteral());
                    }
                    case JAVASCRIPT_TO_CAPSULE ->
                            context.eval("js", LOOP)
                                    .execute(
                                            context.eval(
                                                            Source.newBuilder(
                                                                            "casm",
                                                                            CAPSULE,
                                                                            "loop.casm")
                                                                    .mimeType(
                                                                            "application/x-casm+module")
                                                                    .buildLiteral())
                                                    .getMember("next"));
                    case JAVASCRIPT_TO_JAVA ->
                            context.eval("js", LOOP)
                                    .execute(context.asValue(new JavaHost()).getMember("next"));
                    case JAVASCRIPT_TO_PROXY ->
                            context.eval("js", LOOP)
                                    .execute(
                                            (ProxyExecutable)
                                                    arguments -> arguments[0].asInt() + 1);
                };
        long unused = calls();
    }

    /** Ends the context. */
    @TearDown(Level.Trial)
    public void close() {
        context.close();
    }

    /**
     * All calls.
     *
     * @return how far they have counted
     */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long calls() {
        return loop.execute().asLong();
    }
}
