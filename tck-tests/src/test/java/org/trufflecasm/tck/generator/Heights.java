package org.trufflecasm.tck.generator;

/** Code whose operand stack is as high as its values say. */
final class Heights extends StatementWriter {
    private static final int MAX_HEIGHT = 6;

    Heights(Scope scope, Expressions expressions, Statements statements) {
        super(scope, expressions, statements);
    }

    /** Pushes as many ints as a value says, moves them about, and combines all of them. */
    void emit() {
        String count = scope.hidden("height");
        expressions.emit(Kind.INT, 1);
        code.pushInt(MAX_HEIGHT);
        code.op("mod");
        code.store(count);
        expressions.emit(Kind.INT, 1);
        scope.operands++;
        scope.loops++;
        loop(
                count,
                () -> {
                    expressions.emit(Kind.INT, 1);
                    if (dice.chance(0.2)) {
                        statements.several(1);
                    }
                });
        if (dice.chance(0.4)) {
            statements.several(1);
        }
        code.op("dup");
        for (int i = dice.below(3); i > 0; i--) {
            switch (dice.below(3)) {
                case 0 -> {
                    code.op("pick", "n", 1L);
                    code.op("bit_xor");
                }
                case 1 -> code.op("swap");
                default -> code.op("roll", "n", 1L);
            }
        }
        if (scope.risky()) {
            code.op(dice.of("pick", "roll"), "n", (long) dice.between(2, MAX_HEIGHT));
        }
        loop(count, () -> code.op(dice.of("bit_xor", "bit_or", "bit_and")));
        scope.loops--;
        scope.operands--;
        code.op("bit_xor");
        code.store(scope.variable(Kind.ANY));
    }

    /** As often as the absolute value of a variable says. */
    private void loop(String count, Runnable body) {
        String rest = scope.hidden("rest");
        int head = code.label();
        int end = code.label();
        code.load(count);
        code.op("math_abs");
        code.op("cast", "type", "int");
        code.store(rest);
        code.place(head);
        code.load(rest);
        code.pushInt(0);
        code.op("le");
        code.jump("jmp_if", end);
        body.run();
        code.load(rest);
        code.pushInt(1);
        code.op("sub");
        code.store(rest);
        code.jump("jmp", head);
        code.place(end);
    }
}
