package org.trufflecasm.benchmarks;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes capsules that do something small again and again: an entry with the variables {@code x},
 * an integer that goes from turn to turn, and {@code i}, the number of the turn.
 */
final class CapsuleLoop {
    /** How many turns one run takes: enough that calling the entry does not count. */
    static final int TURNS = 100_000;

    private CapsuleLoop() {}

    /** One instruction without operands. */
    static String op(String name) {
        return "{\"op\": \"" + name + "\"}";
    }

    /** One instruction with one operand; {@code value} as JSON has it. */
    static String op(String name, String operand, String value) {
        return "{\"op\": \"" + name + "\", \"" + operand + "\": " + value + "}";
    }

    static String integer(long value) {
        return op("push_int", "value", Long.toString(value));
    }

    static String load(String variable) {
        return op("load", "name", "\"" + variable + "\"");
    }

    static String store(String variable) {
        return op("store", "name", "\"" + variable + "\"");
    }

    static String call(String capability, int arguments) {
        return "{\"op\": \"cap_call\", \"name\": \""
                + capability
                + "\", \"argc\": "
                + arguments
                + "}";
    }

    /** Stores an array of three elements, each made by the same instruction. */
    static List<String> arrayOf(String element) {
        return List.of(element, element, element, op("new_array", "size", "3"), store("a"));
    }

    /** Pushes a string, which must need no escapes. */
    static String string(String text) {
        return op("push_str", "value", '"' + text + '"');
    }

    /**
     * The capsule.
     *
     * @param permissions what its manifest asks for
     * @param before instructions that come before the loop and leave no operand
     * @param turn instructions of one turn, which leave no operand
     * @return its text; it gives {@code x}
     */
    static String capsule(List<String> permissions, List<String> before, List<String> turn) {
        String body =
                Stream.of(
                                List.of(integer(1), store("x")),
                                before,
                                List.of(
                                        integer(0),
                                        store("i"),
                                        op("label", "name", "\"turn\""),
                                        load("i"),
                                        integer(TURNS),
                                        op("lt"),
                                        op("jmp_if_not", "target", "\"end\"")),
                                turn,
                                List.of(
                                        load("i"),
                                        integer(1),
                                        op("add"),
                                        store("i"),
                                        op("jmp", "target", "\"turn\""),
                                        op("label", "name", "\"end\""),
                                        load("x"),
                                        op("ret")))
                        .flatMap(List::stream)
                        .collect(Collectors.joining(",\n"));
        String asked =
                permissions.stream()
                        .map(name -> "\"" + name + "\"")
                        .collect(Collectors.joining(", "));
        return "{\"manifest\": {\"permissions\": ["
                + asked
                + "]},\n \"functions\": {\"main\": {\"body\": [\n"
                + body
                + "]}}}\n";
    }
}
