package org.trufflecasm.tck.generator;

/** Writes one kind of statements into the function of a scope. */
abstract class StatementWriter {
    final Scope scope;
    final Emitter code;
    final Dice dice;
    final Expressions expressions;
    final Statements statements;

    StatementWriter(Scope scope, Expressions expressions, Statements statements) {
        this.scope = scope;
        this.code = scope.code;
        this.dice = scope.dice;
        this.expressions = expressions;
        this.statements = statements;
    }
}
