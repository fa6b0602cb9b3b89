package org.trufflecasm.tck.generator;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the parts of the generator share while they make one function. */
final class Scope {

    /**
     * How a function builds tuples, lists, vectors and sets; the specification wants one way per
     * function.
     */
    enum Building {
        /** Elements first, then {@code new_…} takes them. */
        LITERAL,
        /** {@code new_…} and then {@code …_push}, which leaves the collection. */
        PUSH,
        /**
         * {@code new_…}, and for each element {@code dup}, the element, {@code …_push}, which
         * leaves nothing.
         */
        DUPLICATE
    }

    /** Where there is a handler, some more may fail. */
    private static final double RISK_IN_REGIONS = 0.01;

    final Dice dice;
    final Plan plan;
    final Signature signature;
    final Emitter code;

    /** Whether {@code new_array} only hints at a size and {@code array_push} fills it. */
    final boolean hintedArrays;

    final Building building;

    /** Operands below the current statement that something still needs. */
    int operands;

    /** How many loops the current statement is in. */
    int loops;

    /** How many regions with a handler the current statement is in. */
    int regions;

    private final Map<Kind, List<String>> variables = new EnumMap<>(Kind.class);
    private int names;

    Scope(Dice dice, Plan plan, Signature signature) {
        this.dice = dice;
        this.plan = plan;
        this.signature = signature;
        this.code = new Emitter(dice);
        this.hintedArrays = dice.chance(0.4);
        this.building =
                uses(Feature.IR_ONLY)
                        ? dice.of(Building.values())
                        : dice.of(Building.LITERAL, Building.PUSH);
    }

    boolean uses(Feature feature) {
        return plan.features().contains(feature);
    }

    /** A new variable; it must be stored before others may load it. */
    String declare(Kind kind) {
        String name = kind.name().toLowerCase(Locale.ROOT) + names++;
        declare(kind, name);
        return name;
    }

    void declare(Kind kind, String name) {
        variables.computeIfAbsent(kind, key -> new ArrayList<>()).add(name);
    }

    /** A name that is nobody else's variable. */
    String hidden(String prefix) {
        return prefix + names++;
    }

    boolean has(Kind kind) {
        return variables.containsKey(kind);
    }

    /** Some variable of that kind. There must be one. */
    String variable(Kind kind) {
        return dice.of(variables.get(kind));
    }

    /** All variables, in the order of their kinds. */
    List<String> all() {
        return variables.values().stream().flatMap(List::stream).toList();
    }

    /** Whether to make code that may fail. */
    boolean risky() {
        return dice.chance(regions > 0 ? plan.risk() + RISK_IN_REGIONS : plan.risk());
    }

    /**
     * Whether what a statement leaves on the operand stack is residue: nobody below waits for his
     * operands.
     */
    boolean mayLeaveResidue() {
        return operands == 0 && uses(Feature.IR_ONLY);
    }
}
