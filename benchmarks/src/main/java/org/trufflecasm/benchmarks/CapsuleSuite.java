package org.trufflecasm.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Measures one turn of the loop of a capsule. A suite says which capsules there are. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public abstract class CapsuleSuite {
    private Guest guest;

    /** The text of the capsule that is measured; made by {@link CapsuleLoop}. */
    abstract String capsule();

    /** The options of its context. */
    Map<String, String> options() {
        return Map.of();
    }

    /** Loads the capsule and runs it once. */
    @Setup(Level.Trial)
    public void open() {
        guest = new Guest(capsule(), options());
    }

    /** Ends the context. */
    @TearDown(Level.Trial)
    public void close() {
        guest.close();
    }

    /**
     * One turn.
     *
     * @return what the capsule gives
     */
    @Benchmark
    @OperationsPerInvocation(CapsuleLoop.TURNS)
    public long turn() {
        return guest.run();
    }
}
