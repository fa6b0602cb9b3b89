package org.trufflecasm.benchmarks;

import static org.trufflecasm.benchmarks.CapsuleLoop.load;
import static org.trufflecasm.benchmarks.CapsuleLoop.op;
import static org.trufflecasm.benchmarks.CapsuleLoop.store;
import static org.trufflecasm.benchmarks.CapsuleLoop.string;

import java.util.List;
import org.openjdk.jmh.annotations.Param;

/** What operations on strings cost. */
public class Strings extends CapsuleSuite {

    /** What a turn does. */
    public enum Work {
        /** A number is put behind a short string. */
        CONCATENATE(
                List.of(),
                List.of(string("number "), load("i"), op("add"), op("arr_len"), store("x"))),
        /** Two equal strings that are different objects. */
        COMPARE(
                List.of(string("a"), string("bc"), op("add"), store("s")),
                List.of(load("s"), string("abc"), op("eq"), store("y"))),
        /** A word is looked for. */
        CONTAINS(List.of(), List.of(sentence(), string("lazy"), op("str_contains"), store("y"))),
        /** A sentence becomes its words. */
        SPLIT(
                List.of(),
                List.of(sentence(), string(" "), op("str_split"), op("arr_len"), store("x"))),
        /** Each space becomes a hyphen. */
        REPLACE(
                List.of(),
                List.of(
                        sentence(),
                        string(" "),
                        string("-"),
                        op("str_replace"),
                        op("arr_len"),
                        store("x"))),
        /** A sentence in capital letters. */
        UPPER_CASE(List.of(), List.of(sentence(), op("str_to_upper"), op("arr_len"), store("x")));

        private final String capsule;

        Work(List<String> before, List<String> turn) {
            capsule = CapsuleLoop.capsule(List.of(), before, turn);
        }

        private static String sentence() {
            return string("the quick brown fox jumps over the lazy dog");
        }
    }

    /** What a turn does. */
    @Param public Work work;

    @Override
    String capsule() {
        return work.capsule;
    }
}
