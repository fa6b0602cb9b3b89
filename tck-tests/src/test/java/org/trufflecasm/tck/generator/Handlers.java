package org.trufflecasm.tck.generator;

/**
 * Regions with handlers: left in an orderly way or not, with handlers behind them, before them,
 * shared, as heads of loops, or left behind for whoever throws later.
 */
final class Handlers extends StatementWriter {
    Handlers(Scope scope, Expressions expressions, Statements statements) {
        super(scope, expressions, statements);
    }

    void emit() {
        switch (dice.weighted(12, 5, 4, 2, 5)) {
            case 0 -> guarded(1);
            case 1 -> retry();
            case 2 -> guarded(2);
            case 3 -> unbalanced();
            default -> mayThrow();
        }
    }

    /** Regions, and behind them the handler that they share. */
    private void guarded(int regions) {
        int handler = code.label();
        int end = code.label();
        for (int i = 0; i < regions; i++) {
            code.jump("enter_try", handler);
            region();
            exit();
        }
        code.jump("jmp", end);
        code.place(handler);
        receive();
        code.place(end);
    }

    /** A region whose handler is the head of a loop around it. */
    private void retry() {
        int head = code.label();
        int end = code.label();
        String fuel = scope.hidden("tries");
        code.pushInt(dice.between(1, 4));
        code.store(fuel);
        code.op("push_null");
        code.place(head);
        code.store(scope.variable(Kind.ANY));
        code.load(fuel);
        code.pushInt(1);
        code.op("sub");
        code.op("dup");
        code.store(fuel);
        code.pushInt(0);
        code.op("lt");
        code.jump("jmp_if", end);
        code.jump("enter_try", head);
        scope.loops++;
        region();
        scope.loops--;
        exit();
        if (dice.chance(0.3)) {
            code.op("push_null");
            code.jump("jmp", head);
        }
        code.place(end);
    }

    /** A handler that is there on some ways only, and is taken away on some ways only. */
    private void unbalanced() {
        int handler = code.label();
        int on = code.label();
        int end = code.label();
        expressions.emit(Kind.BOOL, 1);
        code.jump("jmp_if", on);
        code.jump("enter_try", handler);
        code.place(on);
        region();
        if (dice.chance(0.7)) {
            int keep = code.label();
            expressions.emit(Kind.BOOL, 1);
            code.jump("jmp_if", keep);
            code.op("exit_try");
            code.place(keep);
        } else {
            code.op("exit_try");
        }
        code.jump("jmp", end);
        code.place(handler);
        receive();
        code.place(end);
    }

    private void region() {
        scope.regions++;
        statements.several(dice.between(1, 3));
        if (dice.chance(0.6)) {
            mayThrow();
        }
        scope.regions--;
    }

    private void exit() {
        if (!dice.chance(0.05)) {
            code.op("exit_try");
        }
    }

    /** Throws, on some ways. */
    private void mayThrow() {
        int on = code.label();
        expressions.emit(Kind.BOOL, 2);
        if (scope.regions == 0) {
            expressions.emit(Kind.BOOL, 1);
            code.op("and");
        }
        code.jump(dice.of("jmp_if", "jmp_if_not"), on);
        switch (dice.below(6)) {
            case 0 -> {
                expressions.emit(Kind.INT, 1);
                code.pushInt(0);
                code.op(dice.of("div", "mod"));
                code.store(scope.variable(Kind.ANY));
            }
            case 1 -> {
                expressions.emit(Kind.ANY, 1);
                code.op("arr_len");
                code.store(scope.variable(Kind.ANY));
            }
            case 2 -> {
                code.load(scope.variable(Kind.ANY));
                code.op("throw");
            }
            default -> {
                expressions.emit(dice.of(Kind.ANY, Kind.INT, Kind.STR), 1);
                code.op("throw");
            }
        }
        code.place(on);
    }

    /** Does something with what a handler has received. */
    private void receive() {
        switch (dice.below(6)) {
            case 0 -> code.op("pop");
            case 1 -> statements.print(1);
            case 2 -> {
                code.op("type_of");
                code.store(scope.variable(Kind.ANY));
            }
            case 3 -> {
                int on = code.label();
                String caught = scope.hidden("caught");
                code.store(caught);
                expressions.emit(Kind.BOOL, 1);
                code.jump("jmp_if", on);
                code.load(caught);
                code.op("throw");
                code.place(on);
            }
            default -> code.store(scope.variable(Kind.ANY));
        }
        if (dice.chance(0.3)) {
            statements.several(1);
        }
    }
}
