package org.trufflecasm.tck.generator;

import java.util.List;

/** Calls of other generated functions. */
final class Calls {
    private static final int MAX_RECURSION = 9;

    private final Scope scope;
    private final Emitter code;
    private final Dice dice;
    private final Expressions expressions;
    private final FunctionValues values;

    Calls(Scope scope, Expressions expressions) {
        this.scope = scope;
        this.code = scope.code;
        this.dice = scope.dice;
        this.expressions = expressions;
        this.values = new FunctionValues(scope, this);
    }

    /** Leaves the result of a call, if there is a function to call that gives such a value. */
    boolean call(Kind kind, int depth) {
        List<Signature> callees =
                scope.plan.functions().stream()
                        .filter(callee -> kind == Kind.ANY || callee.result() == kind)
                        .filter(this::mayCall)
                        .toList();
        if (callees.isEmpty() || depth < 0) {
            return false;
        }
        call(dice.of(callees), depth);
        return true;
    }

    /**
     * Later groups are always fine; within the own group only recursion, which counts down, ends.
     */
    private boolean mayCall(Signature callee) {
        Signature own = scope.signature;
        return callee.group() > own.group()
                || (callee.group() == own.group() && callee.recursive() && own.recursive());
    }

    private void call(Signature callee, int depth) {
        if (scope.uses(Feature.FUNCTIONS) && dice.chance(0.4)) {
            values.call(callee, depth);
            return;
        }
        callee.pushOrder().forEach(parameter -> argument(callee, parameter, depth));
        int count = callee.parameters().size();
        if (scope.risky()) {
            spoiled(callee, count);
        } else {
            boolean explicit = callee.passing() == Signature.Passing.OPERANDS || dice.chance(0.5);
            code.call(callee.name(), explicit ? count : -1);
        }
    }

    /** Leaves a value for a parameter. */
    void argument(Signature callee, int parameter, int depth) {
        if (parameter == 0 && callee.recursive()) {
            counter(callee.group() == scope.signature.group());
        } else {
            expressions.emit(callee.parameters().get(parameter), depth - 1);
        }
    }

    /** Leaves the handle of a new task, if there is a function that can be one. */
    boolean spawn(int depth) {
        List<Signature> callees = scope.plan.functions().stream().filter(this::mayCall).toList();
        if (callees.isEmpty()) {
            return false;
        }
        values.spawn(dice.of(callees), depth);
        return true;
    }

    private void counter(boolean recursion) {
        if (recursion) {
            code.load(Signature.parameter(0));
            code.pushInt(1);
            code.op("sub");
        } else {
            code.pushInt(dice.between(0, MAX_RECURSION));
        }
    }

    /** A call that fails: one argument too many, or a name that nobody has. */
    private void spoiled(Signature callee, int count) {
        if (dice.chance(0.5) || callee.parameters().isEmpty()) {
            code.call("nobody", count);
        } else {
            code.op("push_null");
            code.call(callee.name(), count + 1);
        }
    }
}
