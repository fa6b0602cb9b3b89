package org.trufflecasm.tck.generator;

import java.util.ArrayList;
import java.util.List;

/** Functions as values: called by value, as variables, with captured values, or as tasks. */
final class FunctionValues {
    private final Scope scope;
    private final Emitter code;
    private final Dice dice;
    private final Calls calls;

    FunctionValues(Scope scope, Calls calls) {
        this.scope = scope;
        this.code = scope.code;
        this.dice = scope.dice;
        this.calls = calls;
    }

    /** Calls a function that is a value; leaves its result. */
    void call(Signature callee, int depth) {
        int captured = dice.chance(0.4) ? dice.below(callee.parameters().size() + 1) : 0;
        List<Integer> order = order(callee);
        List<Integer> arguments;
        if (callee.passing() == Signature.Passing.PROLOGUE) {
            // What is captured lies on top, so the first stores take it.
            arguments = order.subList(0, order.size() - captured);
            value(callee, order.subList(order.size() - captured, order.size()).reversed(), depth);
        } else {
            arguments = order.subList(captured, order.size());
            value(callee, order.subList(0, captured), depth);
        }
        boolean asVariable = dice.chance(0.4);
        String variable = asVariable ? scope.hidden("callee") : null;
        if (asVariable) {
            code.store(variable);
        }
        arguments.forEach(parameter -> calls.argument(callee, parameter, depth));
        if (asVariable) {
            boolean explicit = callee.passing() == Signature.Passing.OPERANDS || dice.chance(0.6);
            code.call(variable, explicit ? arguments.size() : -1);
        } else {
            code.op("call_value", "argc", (long) arguments.size());
        }
    }

    /** The parameters in the order in which all values, captured ones too, would be pushed. */
    private static List<Integer> order(Signature callee) {
        return callee.pushOrder();
    }

    /** Leaves the function with values for some parameters captured. */
    private void value(Signature callee, List<Integer> captured, int depth) {
        if (captured.isEmpty() && dice.chance(0.8)) {
            code.function(callee.name());
            return;
        }
        List<String> variables = new ArrayList<>();
        for (int parameter : captured) {
            calls.argument(callee, parameter, depth);
            String variable = scope.hidden("captured");
            code.store(variable);
            variables.add(variable);
        }
        code.closure(callee.name(), variables);
    }

    /** Starts a task and leaves its handle. */
    void spawn(Signature callee, int depth) {
        List<Integer> order =
                callee.passing() == Signature.Passing.PROLOGUE
                        ? callee.stores()
                        : callee.pushOrder();
        order.forEach(parameter -> calls.argument(callee, parameter, depth));
        if (dice.chance(0.5)) {
            code.spawn(callee.name(), order.size());
        } else {
            code.function(callee.name());
            code.spawn(null, order.size());
        }
    }
}
