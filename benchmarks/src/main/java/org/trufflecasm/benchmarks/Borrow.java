package org.trufflecasm.benchmarks;

import static org.trufflecasm.benchmarks.CapsuleLoop.arrayOf;
import static org.trufflecasm.benchmarks.CapsuleLoop.integer;
import static org.trufflecasm.benchmarks.CapsuleLoop.load;
import static org.trufflecasm.benchmarks.CapsuleLoop.op;
import static org.trufflecasm.benchmarks.CapsuleLoop.store;

import java.util.List;
import org.openjdk.jmh.annotations.Param;

/** What borrowing costs: reading and writing an element of an array, with and without. */
public class Borrow extends CapsuleSuite {

    /** How the array is reached. */
    public enum Way {
        /** No borrow, an element is read. */
        READ(List.of(load("a"), integer(1), op("arr_get"), store("x"))),
        /** The array is lent for each read. */
        READ_BORROWED(
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
        WRITE(List.of(load("a"), integer(1), load("i"), op("arr_set"), op("pop"))),
        /** The array is lent for each write. */
        WRITE_BORROWED(
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

        Way(List<String> turn) {
            capsule = CapsuleLoop.capsule(List.of(), arrayOf(integer(2)), turn);
        }
    }

    /** What a turn does. */
    @Param public Way way;

    @Override
    String capsule() {
        return way.capsule;
    }
}
