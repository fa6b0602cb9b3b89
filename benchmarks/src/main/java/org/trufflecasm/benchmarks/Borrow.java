package org.trufflecasm.benchmarks;

import static org.trufflecasm.benchmarks.CapsuleLoop.integer;
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

/** What borrowing costs: reading and writing an element of an array, with and without. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Borrow {

    /** How the array is reached. */
    public enum Way {
        /** No borrow, an element is read. */
        READ(
                List.of(),
                List.of(
                        integer(1),
                        integer(2),
                        integer(3),
                        op("new_array", "size", "3"),
                        store("a")),
                List.of(load("a"), integer(1), op("arr_get"), store("x"))),
        /** The array is lent for each read. */
        READ_BORROWED(
                List.of(),
                List.of(
                        integer(1),
                        integer(2),
                        integer(3),
                        op("new_array", "size", "3"),
                        store("a")),
                List.of(
                        load("a"),
                        op("borrow"),
                        integer(1),
                        op("arr_get"),
                        store("x"),
                        load("a"),
                        op("release"),
                        op("pop"))),
        /** No borrow, an element is written. */
        WRITE(
                List.of(),
                List.of(
                        integer(1),
                        integer(2),
                        integer(3),
                        op("new_array", "size", "3"),
                        store("a")),
                List.of(load("a"), integer(1), load("i"), op("arr_set"), op("pop"))),
        /** The array is lent for each write. */
        WRITE_BORROWED(
                List.of(),
                List.of(
                        integer(1),
                        integer(2),
                        integer(3),
                        op("new_array", "size", "3"),
                        store("a")),
                List.of(
                        load("a"),
                        op("borrow_mut"),
                        integer(1),
                        load("i"),
                        op("arr_set"),
                        op("pop"),
                        load("a"),
                        op("release_mut"),
                        op("pop")));

        private final String capsule;

        Way(List<String> permissions, List<String> before, List<String> turn) {
            capsule = CapsuleLoop.capsule(permissions, before, turn);
        }
    }

    /** What a turn does. */
    @Param public Way way;

    private Guest guest;

    /** Loads the capsule and runs it once. */
    @Setup(Level.Trial)
    public void open() {
        guest = new Guest(way.capsule, Map.of());
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
