package org.trufflecasm.evaluate;

import java.util.List;

/** A tool's expression after parsing. Its depth is bounded, so its consumers may recurse. */
sealed interface Expression {

    /** A guest value that stands for itself. */
    record Literal(Object value) implements Expression {}

    /** A variable of the frame, or one that the capsule has exported. */
    record Name(String name) implements Expression {}

    /** A field of a map. */
    record Field(Expression object, String name) implements Expression {}

    /** An element of a container by its position, or a field by its name. */
    record Element(Expression container, Expression index) implements Expression {}

    /** A call of a function value. */
    record Call(Expression function, List<Expression> arguments) implements Expression {}

    /** An operator before its operand: {@code -} or {@code !}. */
    record Prefix(String operator, Expression operand) implements Expression {}

    /** An operator between its operands. */
    record Infix(String operator, Expression left, Expression right) implements Expression {}

    /** A new value for a variable. */
    record Assignment(String name, Expression value) implements Expression {}
}
