package org.trufflecasm.benchmarks;

import static org.trufflecasm.benchmarks.CapsuleLoop.arrayOf;
import static org.trufflecasm.benchmarks.CapsuleLoop.integer;
import static org.trufflecasm.benchmarks.CapsuleLoop.load;
import static org.trufflecasm.benchmarks.CapsuleLoop.op;
import static org.trufflecasm.benchmarks.CapsuleLoop.store;
import static org.trufflecasm.benchmarks.CapsuleLoop.string;

import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Param;

/** What objects of each representation cost, with their memory counted. */
public class Arena extends CapsuleSuite {

    /** What a turn does with an object. */
    public enum Work {
        /** An array of three integers is made and kept until the next turn. */
        ALLOCATE_INTS(List.of(), arrayOf(integer(1))),
        /** An element of an array of integers is read. */
        READ_INTS(arrayOf(integer(1)), List.of(load("a"), integer(1), op("arr_get"), store("y"))),
        /** An element of an array of integers is written. */
        WRITE_INTS(
                arrayOf(integer(1)),
                List.of(load("a"), integer(1), integer(1), op("arr_set"), op("pop"))),
        /** An array of three floats is made and kept until the next turn. */
        ALLOCATE_FLOATS(List.of(), arrayOf(op("push_float", "value", "1.5"))),
        /** An element of an array of floats is read. */
        READ_FLOATS(
                arrayOf(op("push_float", "value", "1.5")),
                List.of(load("a"), integer(1), op("arr_get"), store("y"))),
        /** An element of an array of floats is written. */
        WRITE_FLOATS(
                arrayOf(op("push_float", "value", "1.5")),
                List.of(
                        load("a"),
                        integer(1),
                        op("push_float", "value", "1.5"),
                        op("arr_set"),
                        op("pop"))),
        /** An array of three strings is made and kept until the next turn. */
        ALLOCATE_OBJECTS(List.of(), arrayOf(string("s"))),
        /** An element of an array of strings is read. */
        READ_OBJECTS(
                arrayOf(string("s")), List.of(load("a"), integer(1), op("arr_get"), store("y"))),
        /** An element of an array of strings is written. */
        WRITE_OBJECTS(
                arrayOf(string("s")),
                List.of(load("a"), integer(1), string("s"), op("arr_set"), op("pop"))),
        /** A map with one field is made and kept until the next turn. */
        ALLOCATE_MAP(List.of(), mapWithField()),
        /** A field of a map is read. */
        READ_MAP(mapWithField(), List.of(load("a"), op("get_field", "field", "\"f\""), store("x"))),
        /** A field of a map is written. */
        WRITE_MAP(
                mapWithField(),
                List.of(load("a"), load("i"), op("set_field", "field", "\"f\""), op("pop")));

        private final String capsule;

        Work(List<String> before, List<String> turn) {
            capsule = CapsuleLoop.capsule(List.of(), before, turn);
        }

        private static List<String> mapWithField() {
            return List.of(
                    op("new_obj"), integer(1), op("set_field", "field", "\"f\""), store("a"));
        }
    }

    /** What a turn does. */
    @Param public Work work;

    @Override
    String capsule() {
        return work.capsule;
    }

    @Override
    Map<String, String> options() {
        return Map.of("casm.MaxMemory", "1000000000");
    }
}
