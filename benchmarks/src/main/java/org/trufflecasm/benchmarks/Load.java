package org.trufflecasm.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.ByteSequence;
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
import org.trufflecasm.capability.CapabilityRegistry;
import org.trufflecasm.core.Program;
import org.trufflecasm.flow.ProgramVerifier;
import org.trufflecasm.flow.VerifiedProgram;
import org.trufflecasm.format.ContainerForm;
import org.trufflecasm.format.FormatRegistry;

/** What loading costs, by stage, container and size; a function has 100 instructions. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Load {
    private static final int FUNCTION = 100;

    /** The container of the capsule. */
    @Param({"JSON", "MESSAGE_PACK", "CVM1", "TEXT"})
    public ContainerForm container;

    /** How many instructions it has. */
    @Param({"1000", "100000"})
    public int instructions;

    private final CapabilityRegistry capabilities = CapabilityRegistry.standard();
    private byte[] content;
    private Program program;
    private Context context;
    private Source source;

    /** Writes the capsule and opens a context. */
    @Setup(Level.Trial)
    public void prepare() {
        byte[] json = capsule(instructions / FUNCTION).getBytes(StandardCharsets.UTF_8);
        content = FormatRegistry.convert(json, "load.casm", container, capabilities);
        program = read();
        context = Context.newBuilder("casm").option("engine.WarnInterpreterOnly", "false").build();
        Guest.requireCompiler(context.getEngine());
        source =
                Source.newBuilder("casm", ByteSequence.create(content), "load.casm")
                        .mimeType("application/x-casm")
                        .cached(false)
                        .buildLiteral();
    }

    private static String capsule(int functions) {
        String pairs =
                IntStream.range(0, FUNCTION / 2 - 1)
                        .mapToObj(i -> CapsuleLoop.integer(i) + ", " + CapsuleLoop.op("pop") + ", ")
                        .collect(Collectors.joining());
        String body = "{\"body\": [" + pairs + CapsuleLoop.integer(1) + ", {\"op\": \"ret\"}]}";
        // CVM1 has only those functions that can be reached.
        String calls =
                IntStream.range(0, functions)
                        .mapToObj(
                                i ->
                                        "{\"op\": \"call\", \"function\": \"f"
                                                + i
                                                + "\", \"argc\": 0}, {\"op\": \"pop\"}, ")
                        .collect(Collectors.joining());
        String main = "{\"body\": [" + calls + CapsuleLoop.integer(1) + ", {\"op\": \"ret\"}]}";
        return IntStream.range(0, functions)
                .mapToObj(i -> ", \"f" + i + "\": " + body)
                .collect(
                        Collectors.joining(
                                "", "{\"functions\": {\"main\": " + main, "}, \"manifest\": {}}"));
    }

    /** Ends the context. */
    @TearDown(Level.Trial)
    public void close() {
        context.close();
    }

    /**
     * Reading, verifying what the format demands, and lowering.
     *
     * @return the core program
     */
    @Benchmark
    public Program read() {
        return FormatRegistry.load(content, "load.casm", capabilities).program(List.of());
    }

    /**
     * Analysing the flow and verifying it.
     *
     * @return what may be compiled
     */
    @Benchmark
    public VerifiedProgram verify() {
        return ProgramVerifier.verify(program);
    }

    /**
     * The whole way to something that can be called.
     *
     * @return the capsule
     */
    @Benchmark
    public Value build() {
        return context.parse(source);
    }
}
