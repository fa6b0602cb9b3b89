package org.trufflecasm.tck.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Makes one function. */
final class FunctionGenerator {
    private final Scope scope;
    private final Emitter code;
    private final Dice dice;
    private final Signature signature;
    private final Expressions expressions;

    FunctionGenerator(Dice dice, Plan plan, Signature signature) {
        this.scope = new Scope(dice, plan, signature);
        this.code = scope.code;
        this.dice = dice;
        this.signature = signature;
        this.expressions = new Expressions(scope);
    }

    FunctionModel generate(boolean entry) {
        parameters();
        if (signature.recursive()) {
            stopRecursion();
        }
        variables();
        Statements statements =
                new Statements(
                        scope,
                        expressions,
                        dice.between(entry ? 3 : 1, scope.plan.maxStatements()));
        while (!statements.isExhausted()) {
            statements.one();
        }
        if (entry || dice.chance(0.3)) {
            digest(statements);
        }
        expressions.emit(signature.result(), 2);
        end();
        List<String> parameters =
                signature.passing() == Signature.Passing.OPERANDS
                        ? List.of()
                        : IntStream.range(0, signature.parameters().size())
                                .mapToObj(Signature::parameter)
                                .toList();
        return new FunctionModel(signature.name(), parameters, code.body(), dice.chance(0.2));
    }

    private void parameters() {
        // Nobody may change what a recursion counts down.
        for (int i = signature.recursive() ? 1 : 0; i < signature.parameters().size(); i++) {
            scope.declare(signature.parameters().get(i), Signature.parameter(i));
        }
        if (signature.passing() != Signature.Passing.BOUND) {
            signature.stores().forEach(parameter -> code.store(Signature.parameter(parameter)));
        }
    }

    private void stopRecursion() {
        int on = code.label();
        code.load(Signature.parameter(0));
        code.pushInt(0);
        code.op("le");
        code.jump("jmp_if_not", on);
        expressions.emit(signature.result(), 0);
        code.op("ret");
        code.place(on);
    }

    private void variables() {
        List<Kind> kinds =
                new ArrayList<>(List.of(Kind.INT, Kind.INT, Kind.FLOAT, Kind.BOOL, Kind.STR));
        for (Kind kind :
                List.of(Kind.INTS, Kind.FLOATS, Kind.STRINGS, Kind.MIXED, Kind.MAP, Kind.MAP)) {
            if (dice.chance(0.4)) {
                kinds.add(kind);
            }
        }
        kinds.add(Kind.ANY);
        for (Kind kind : kinds) {
            expressions.emit(kind, 1);
            initialize(scope.declare(kind));
        }
    }

    /** Stores a first value; sometimes in a way that hides that it always happens. */
    private void initialize(String variable) {
        if (!scope.uses(Feature.IR_ONLY) || !dice.chance(0.08)) {
            code.store(variable);
            return;
        }
        int skip = code.label();
        int end = code.label();
        code.op("push_bool", "value", !scope.risky());
        code.jump("jmp_if_not", skip);
        code.store(variable);
        code.jump("jmp", end);
        code.place(skip);
        code.op("pop");
        code.place(end);
    }

    /** Prints all variables, so that a wrong one shows. */
    private void digest(Statements statements) {
        code.pushStr(signature.name());
        List<String> variables = scope.all();
        for (String variable : variables) {
            code.pushStr(" " + variable + "=");
            code.load(variable);
        }
        statements.print(1 + 2 * variables.size());
    }

    private void end() {
        switch (dice.below(4)) {
            case 0 -> {
                // Running off the end returns as well.
            }
            case 1 -> {
                int end = code.label();
                code.jump("jmp", end);
                code.op("pop");
                code.op("pop");
                code.place(end);
            }
            default -> code.op("ret");
        }
    }
}
