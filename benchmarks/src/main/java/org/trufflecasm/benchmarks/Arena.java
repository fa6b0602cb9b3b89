package org.trufflecasm.benchmarks;

import static org.trufflecasm.benchmarks.CapsuleLoop.integer;
import static org.trufflecasm.benchmarks.CapsuleLoop.load;
import static org.trufflecasm.benchmarks.CapsuleLoop.op;
import static org.trufflecasm.benchmarks.CapsuleLoop.store;

import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Param;

/** What objects of each representation cost, with their memory counted. */
public class Arena extends CapsuleSuite {

    /** What a turn does with an object. */
    public enum Work {
        /** An array of three integers is made and kept until the next turn. */
        ALLOCATE_INTS(
                List.of(),
                List.of(),
                List.of(
                        integer(1),
                        integer(1),
                        integer(1),
                        op("new_array", "size", "3"),
                        store("a"))),
        /** An element of an array of integers is read. */
        READ_INTS(
                List.of(),
                List.of(
                        integer(1),
                        integer(1),
                        integer(1),
                        op("new_array", "size", "3"),
                        store("a")),
                List.of(load("a"), integer(1), op("arr_get"), store("y"))),
        /** An element of an array of integers is written. */
        WRITE_INTS(
                List.of(),
                List.of(
                        integer(1),
                        integer(1),
                        integer(1),
                        op("new_array", "size", "3"),
                        store("a")),
                List.of(load("a"), integer(1), integer(1), op("arr_set"), op("pop"))),
        /** An array of three floats is made and kept until the next turn. */
        ALLOCATE_FLOATS(
                List.of(),
                List.of(),
                List.of(
                        op("push_float", "value", "1.5"),
                        op("push_float", "value", "1.5"),
                        op("push_float", "value", "1.5"),
                        op("new_array", "size", "3"),
                        store("a"))),
        /** An element of an array of floats is read. */
        READ_FLOATS(
                List.of(),
                List.of(
                        op("push_float", "value", "1.5"),
                        op("push_float", "value", "1.5"),
                        op("push_float", "value", "1.5"),
                        op("new_array", "size", "3"),
                        store("a")),
                List.of(load("a"), integer(1), op("arr_get"), store("y"))),
        /** An element of an array of floats is written. */
        WRITE_FLOATS(
                List.of(),
                List.of(
                        op("push_float", "value", "1.5"),
                        op("push_float", "value", "1.5"),
                        op("push_float", "value", "1.5"),
                        op("new_array", "size", "3"),
                        store("a")),
                List.of(
                        load("a"),
                        integer(1),
                        op("push_float", "value", "1.5"),
                        op("arr_set"),
                        op("pop"))),
        /** An array of three strings is made and kept until the next turn. */
        ALLOCATE_OBJECTS(
                List.of(),
                List.of(),
                List.of(
                        op("push_str", "value", "\"s\""),
                        op("push_str", "value", "\"s\""),
                        op("push_str", "value", "\"s\""),
                        op("new_array", "size", "3"),
                        store("a"))),
        /** An element of an array of strings is read. */
        READ_OBJECTS(
                List.of(),
                List.of(
                        op("push_str", "value", "\"s\""),
                        op("push_str", "value", "\"s\""),
                        op("push_str", "value", "\"s\""),
                        op("new_array", "size", "3"),
                        store("a")),
                List.of(load("a"), integer(1), op("arr_get"), store("y"))),
        /** An element of an array of strings is written. */
        WRITE_OBJECTS(
                List.of(),
                List.of(
                        op("push_str", "value", "\"s\""),
                        op("push_str", "value", "\"s\""),
                        op("push_str", "value", "\"s\""),
                        op("new_array", "size", "3"),
                        store("a")),
                List.of(
                        load("a"),
                        integer(1),
                        op("push_str", "value", "\"s\""),
                        op("arr_set"),
                        op("pop"))),
        /** A map with one field is made and kept until the next turn. */
        ALLOCATE_MAP(
                List.of(),
                List.of(),
                List.of(op("new_obj"), integer(1), op("set_field", "field", "\"f\""), store("a"))),
        /** A field of a map is read. */
        READ_MAP(
                List.of(),
                List.of(op("new_obj"), integer(1), op("set_field", "field", "\"f\""), store("a")),
                List.of(load("a"), op("get_field", "field", "\"f\""), store("x"))),
        /** A field of a map is written. */
        WRITE_MAP(
                List.of(),
                List.of(op("new_obj"), integer(1), op("set_field", "field", "\"f\""), store("a")),
                List.of(load("a"), load("i"), op("set_field", "field", "\"f\""), op("pop")));

        private final String capsule;

        Work(List<String> permissions, List<String> before, List<String> turn) {
            capsule = CapsuleLoop.capsule(permissions, before, turn);
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
