package org.trufflecasm.tck.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects the body of one function and chooses how things are spelled. */
final class Emitter {
    private static final Map<String, List<String>> ALIASES =
            Map.ofEntries(
                    Map.entry("push_str", List.of("push_string")),
                    Map.entry("push_null", List.of("push_nil")),
                    Map.entry("load", List.of("load_local", "get_local")),
                    Map.entry("store", List.of("store_local", "set_local")),
                    Map.entry("jmp", List.of("jump", "break", "continue")),
                    Map.entry("jmp_if", List.of("jump_if", "branch_if")),
                    Map.entry("jmp_if_not", List.of("jump_if_not", "branch_if_not")),
                    Map.entry("ret", List.of("return")),
                    Map.entry("arr_get", List.of("index", "get_index", "index_get")),
                    Map.entry("arr_len", List.of("len")),
                    Map.entry("new_array", List.of("array_new", "make_list", "list")),
                    Map.entry("make_map", List.of("map")),
                    Map.entry("type_of", List.of("typeof")));

    private final Dice dice;
    private final List<Element> elements = new ArrayList<>();
    private final double aliasRate;
    private final double nestedRate;
    private final double metaRate;
    private int labels;
    private int line = 1;

    Emitter(Dice dice) {
        this.dice = dice;
        this.aliasRate = dice.of(0.0, 0.1, 0.5);
        this.nestedRate = dice.of(0.0, 0.0, 0.3, 1.0);
        this.metaRate = dice.of(0.0, 0.2, 1.0);
    }

    List<Element> body() {
        return elements;
    }

    /** A new label; it has to be placed. */
    int label() {
        return labels++;
    }

    void place(int label) {
        elements.add(new Element.Place(label));
    }

    void op(String op) {
        step(op, Map.of(), Element.Step.NO_TARGET);
    }

    void op(String op, String operand, Object value) {
        step(op, Map.of(operand, value), Element.Step.NO_TARGET);
    }

    void jump(String op, int target) {
        step(op, Map.of(), target);
    }

    void pushInt(long value) {
        op("push_int", "value", value);
    }

    void pushStr(String value) {
        op("push_str", "value", value);
    }

    void load(String variable) {
        op("load", "name", variable);
    }

    void store(String variable) {
        op("store", "name", variable);
    }

    /**
     * @param argumentCount -1 to leave it out
     */
    void call(String function, int argumentCount) {
        String key = dice.chance(0.2) ? "name" : "function";
        Map<String, Object> operands =
                argumentCount < 0
                        ? Map.of(key, function)
                        : Map.of(key, function, "argc", (long) argumentCount);
        step("call", operands, Element.Step.NO_TARGET);
    }

    /** Leaves a function, as a value or as its name. */
    void function(String name) {
        if (dice.chance(0.6)) {
            op("push_fn", "function", name);
        } else {
            pushStr(name);
        }
    }

    /** Leaves a function that has captured variables. */
    void closure(String function, List<String> captures) {
        step(
                "push_closure",
                Map.of("function", function, "captures", List.copyOf(captures)),
                Element.Step.NO_TARGET);
    }

    /**
     * @param function null if it lies on the stack
     */
    void spawn(String function, int argumentCount) {
        Map<String, Object> operands =
                function == null
                        ? Map.of("argc", (long) argumentCount)
                        : Map.of("function", function, "argc", (long) argumentCount);
        step("spawn", operands, Element.Step.NO_TARGET);
    }

    void capability(String name, int argumentCount) {
        step(
                "cap_call",
                Map.of("name", name, "argc", (long) argumentCount),
                Element.Step.NO_TARGET);
    }

    private void step(String op, Map<String, Object> operands, int target) {
        List<String> others = ALIASES.getOrDefault(op, List.of());
        String spelled = others.isEmpty() || !dice.chance(aliasRate) ? op : dice.of(others);
        line += dice.below(3);
        elements.add(
                new Element.Step(
                        spelled,
                        operands,
                        target,
                        dice.chance(nestedRate),
                        dice.chance(metaRate) ? line : 0));
    }
}
