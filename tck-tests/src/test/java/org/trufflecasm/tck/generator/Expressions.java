package org.trufflecasm.tck.generator;

import java.util.List;

/** Code that leaves one value on the operand stack. */
final class Expressions {
    private static final List<Kind> SCALARS = List.of(Kind.INT, Kind.FLOAT, Kind.BOOL, Kind.STR);
    private static final List<Kind> ARRAYS =
            List.of(Kind.INTS, Kind.FLOATS, Kind.STRINGS, Kind.MIXED);

    private final Scope scope;
    private final Numbers numbers;
    private final Texts texts;
    private final Containers containers;
    private final Calls calls;
    private final StackGames games;

    Expressions(Scope scope) {
        this.scope = scope;
        this.numbers = new Numbers(scope, this);
        this.texts = new Texts(scope, this);
        this.containers = new Containers(scope, this);
        this.calls = new Calls(scope, this);
        this.games = new StackGames(scope, this);
    }

    Numbers numbers() {
        return numbers;
    }

    Texts texts() {
        return texts;
    }

    Containers containers() {
        return containers;
    }

    Calls calls() {
        return calls;
    }

    StackGames games() {
        return games;
    }

    /** Leaves a value of that kind. */
    void emit(Kind kind, int depth) {
        if (depth > 0 && shared(kind, depth)) {
            return;
        }
        switch (kind) {
            case INT -> numbers.integer(depth, Numbers.VARIABLE_BITS);
            case FLOAT -> numbers.floating(depth);
            case BOOL -> texts.truth(depth);
            case STR -> texts.text(depth);
            case INTS, FLOATS, STRINGS, MIXED -> containers.array(kind, depth);
            case MAP -> containers.map(depth);
            case ANY -> anything(depth);
        }
    }

    /** Ways to a value that all kinds share; false if none was taken. */
    private boolean shared(Kind kind, int depth) {
        switch (scope.dice.weighted(80, 5, 6, SCALARS.contains(kind) ? 6 : 0)) {
            case 1 -> {
                choice(kind, depth - 1);
                return true;
            }
            case 2 -> {
                return calls.call(kind, depth - 1);
            }
            case 3 -> {
                games.play(kind, depth - 1);
                return true;
            }
            default -> {
                return false;
            }
        }
    }

    /** One of two values, as a condition says: two ways with equal stacks meet. */
    private void choice(Kind kind, int depth) {
        Emitter code = scope.code;
        int otherwise = code.label();
        int end = code.label();
        emit(Kind.BOOL, depth);
        code.jump("jmp_if_not", otherwise);
        emit(kind, depth);
        code.jump("jmp", end);
        code.place(otherwise);
        emit(kind, depth);
        code.place(end);
    }

    /** Leaves some value and says of which kind it is. */
    Kind some(int depth) {
        Kind kind = scope.dice.of(SCALARS);
        emit(kind, depth);
        return kind;
    }

    private void anything(int depth) {
        Dice dice = scope.dice;
        int functions = scope.uses(Feature.FUNCTIONS) ? 5 : 0;
        switch (dice.weighted(50, 10, 12, 6, 8, 6, 8, functions)) {
            case 0 -> emit(dice.of(SCALARS), depth);
            case 1 -> scope.code.op("push_null");
            case 2 -> load(Kind.ANY, depth);
            case 3 -> load(dice.of(ARRAYS), depth);
            case 4 -> containers.collection(depth);
            case 5 -> load(Kind.MAP, depth);
            case 6 -> containers.oddity(depth);
            default -> scope.code.op("push_fn", "function", anyFunction());
        }
    }

    private String anyFunction() {
        return scope.dice.of(scope.plan.functions()).name();
    }

    private void load(Kind kind, int depth) {
        if (scope.has(kind)) {
            scope.code.load(scope.variable(kind));
        } else if (kind == Kind.ANY || depth <= 0) {
            scope.code.op("push_null");
        } else {
            emit(kind, depth - 1);
        }
    }
}
