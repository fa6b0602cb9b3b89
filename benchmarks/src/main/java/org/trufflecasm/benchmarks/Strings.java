package org.trufflecasm.benchmarks;

import static org.trufflecasm.benchmarks.CapsuleLoop.load;
import static org.trufflecasm.benchmarks.CapsuleLoop.op;
import static org.trufflecasm.benchmarks.CapsuleLoop.store;

import java.util.List;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What operations on strings cost. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Strings {

    /** What a turn does. */
    public enum Work {
        /** A number is put behind a short string. */
        CONCATENATE(
                List.of(),
                List.of(),
                List.of(
                        op("push_str", "value", "\"number \""),
                        load("i"),
                        op("add"),
                        op("arr_len"),
                        store("x"))),
        /** Two equal strings that are different objects. */
        COMPARE(
                List.of(),
                List.of(
                        op("push_str", "value", "\"a\""),
                        op("push_str", "value", "\"bc\""),
                        op("add"),
                        store("s")),
                List.of(load("s"), op("push_str", "value", "\"abc\""), op("eq"), store("y"))),
        /** A word is looked for. */
        CONTAINS(
                List.of(),
                List.of(),
                List.of(
                        op("push_str", "value", "\"the quick brown fox jumps over the lazy dog\""),
                        op("push_str", "value", "\"lazy\""),
                        op("str_contains"),
                        store("y"))),
        /** A sentence becomes its words. */
        SPLIT(
                List.of(),
                List.of(),
                List.of(
                        op("push_str", "value", "\"the quick brown fox jumps over the lazy dog\""),
                        op("push_str", "value", "\" \""),
                        op("str_split"),
                        op("arr_len"),
                        store("x"))),
        /** Each space becomes a hyphen. */
        REPLACE(
                List.of(),
                List.of(),
                List.of(
                        op("push_str", "value", "\"the quick brown fox jumps over the lazy dog\""),
                        op("push_str", "value", "\" \""),
                        op("push_str", "value", "\"-\""),
                        op("str_replace"),
                        op("arr_len"),
                        store("x"))),
        /** A sentence in capital letters. */
        UPPER_CASE(
                List.of(),
                List.of(),
                List.of(
                        op("push_str", "value", "\"the quick brown fox jumps over the lazy dog\""),
                        op("str_to_upper"),
                        op("arr_len"),
                        store("x")));

        private final String capsule;

        Work(List<String> permissions, List<String> before, List<String> turn) {
            capsule = CapsuleLoop.capsule(permissions, before, turn);
        }
    }

    /** What a turn does. */
    @Param public Work work;

    private Guest guest;

    /** Loads the capsule and runs it once. */
    @Setup(Level.Trial)
    public void open() {
        guest = new Guest(work.capsule, Map.of());
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
