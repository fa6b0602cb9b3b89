package org.trufflecasm.tck.generator;

/** Loops that end because they count. */
final class Loops extends StatementWriter {
    Loops(Scope scope, Expressions expressions, Statements statements) {
        super(scope, expressions, statements);
    }

    /** How often: more often where no loop is around. */
    private int rounds() {
        return scope.loops > 0 ? dice.between(0, 6) : dice.of(0, 1, 2, 5, 10, 20, 60, 200);
    }

    /** A loop over some statements. */
    void counted() {
        loop(() -> statements.several(dice.between(1, 4)));
    }

    /**
     * A loop whose running values stay on the operand stack: one or two ints below the statements,
     * changed in each round.
     */
    void carried() {
        int values = dice.between(1, 3);
        for (int i = 0; i < values; i++) {
            expressions.emit(Kind.INT, 1);
        }
        scope.operands += values;
        loop(
                () -> {
                    change(values);
                    if (dice.chance(0.5)) {
                        statements.several(dice.between(1, 2));
                        change(values);
                    }
                });
        scope.operands -= values;
        for (int i = 0; i < values; i++) {
            code.store(scope.variable(Kind.ANY));
        }
    }

    /** Changes ints on top of the operand stack. */
    void change(int values) {
        switch (dice.below(values > 1 ? 4 : 2)) {
            case 0 -> {
                expressions.emit(Kind.INT, 1);
                code.op(dice.of("add", "sub", "bit_xor"));
                code.pushInt(1_000_003);
                code.op("mod");
            }
            case 1 -> {
                code.op("dup");
                expressions.emit(Kind.INT, 1);
                code.op("gt");
                int end = code.label();
                code.jump("jmp_if_not", end);
                code.pushInt(7);
                code.op("sub");
                code.pushInt(1_000_003);
                code.op("mod");
                code.place(end);
            }
            case 2 -> {
                code.op("swap");
            }
            default -> {
                if (values == 3) {
                    code.op("rot");
                } else {
                    code.op("roll", "n", 1L);
                }
                code.op("pick", "n", 1L);
                code.op("bit_xor");
            }
        }
    }

    private void loop(Runnable body) {
        String counter = scope.hidden("c");
        int rounds = rounds();
        scope.loops++;
        int head = code.label();
        int next = code.label();
        int end = code.label();
        switch (dice.below(3)) {
            case 0 -> {
                code.pushInt(0);
                code.store(counter);
                code.place(head);
                code.load(counter);
                code.pushInt(rounds);
                code.op("lt");
                code.jump("jmp_if_not", end);
                body(body, counter, next, end);
                code.place(next);
                step(counter, 1);
                code.jump("jmp", head);
            }
            case 1 -> {
                code.pushInt(0);
                code.store(counter);
                code.place(head);
                body(body, counter, next, end);
                code.place(next);
                step(counter, 1);
                code.load(counter);
                code.pushInt(rounds);
                code.op("le");
                code.jump("jmp_if", head);
            }
            default -> {
                code.pushInt(rounds);
                code.store(counter);
                code.place(head);
                code.load(counter);
                code.jump("jmp_if_not", end);
                step(counter, -1);
                body(body, counter, head, end);
                code.place(next);
                code.jump("jmp", head);
            }
        }
        code.place(end);
        scope.loops--;
    }

    /** The statements, sometimes with a way to the next round or out of the loop between them. */
    private void body(Runnable body, String counter, int next, int end) {
        body.run();
        if (dice.chance(0.25)) {
            code.load(counter);
            code.pushInt(dice.between(1, 9));
            code.op(dice.of("mod", "bit_and"));
            code.jump(dice.of("jmp_if", "jmp_if_not"), dice.of(next, end));
            body.run();
        }
    }

    private void step(String counter, int by) {
        code.load(counter);
        code.pushInt(by);
        code.op("add");
        code.store(counter);
    }
}
