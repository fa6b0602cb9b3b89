package org.trufflecasm.tck.generator;

/** Tasks that are started, give way, and are waited for. */
final class Tasks extends StatementWriter {
    Tasks(Scope scope, Expressions expressions, Statements statements) {
        super(scope, expressions, statements);
    }

    void emit() {
        switch (dice.weighted(8, 8, 2)) {
            case 0 -> code.op("yield");
            case 1 -> start();
            default -> {
                code.load(scope.variable(Kind.ANY));
                code.op("await");
                code.store(scope.variable(Kind.ANY));
            }
        }
    }

    private void start() {
        if (!expressions.calls().spawn(1)) {
            code.op("yield");
            return;
        }
        switch (dice.below(4)) {
            case 0 -> code.op("pop");
            case 1 -> code.store(scope.variable(Kind.ANY));
            default -> {
                String handle = scope.hidden("handle");
                code.store(handle);
                statements.several(dice.below(3));
                for (int i = dice.between(1, 2); i > 0; i--) {
                    code.load(handle);
                    code.op("await");
                    code.store(scope.variable(Kind.ANY));
                }
            }
        }
    }
}
