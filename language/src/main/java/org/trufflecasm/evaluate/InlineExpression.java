package org.trufflecasm.evaluate;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.MaterializedFrame;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.NodeLibrary;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.nodes.ExecutableNode;
import com.oracle.truffle.api.nodes.Node;
import java.util.List;
import org.trufflecasm.core.Family;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.language.CasmLanguage;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.Semantics;

/**
 * A tool's expression at a place in a capsule's code. Operators mean what the capsule's operations
 * of these names mean. Never compiled: tools ask seldom.
 */
public final class InlineExpression extends ExecutableNode {
    private static final InteropLibrary INTEROP = InteropLibrary.getUncached();

    private final Expression expression;
    private final CasmLanguage language;
    private final Family family;
    private final Node location;

    private InlineExpression(
            CasmLanguage language, Family family, Expression expression, Node location) {
        super(language);
        this.language = language;
        this.family = family;
        this.expression = expression;
        this.location = location;
    }

    /**
     * Reads an expression.
     *
     * @param text as docs/tools.md describes
     * @param family what the function at the place belongs to
     * @param location a place in the code of a guest function
     * @throws org.trufflecasm.error.LoadException (ParseError) if it is no expression
     */
    public static ExecutableNode parse(
            String text, CasmLanguage language, Family family, Node location) {
        return new InlineExpression(language, family, ExpressionParser.parse(text), location);
    }

    private Semantics semantics() {
        return language.context(this).semantics(family);
    }

    /** A number of the expression's own in the form that the family has for it. */
    private Object accepted(Object value) {
        return semantics().accept(value, "a value of the expression", location);
    }

    @Override
    public Object execute(VirtualFrame frame) {
        return evaluate(frame.materialize());
    }

    @TruffleBoundary
    private Object evaluate(MaterializedFrame frame) {
        try {
            Object scope = NodeLibrary.getUncached(location).getScope(location, frame, true);
            return value(expression, scope);
        } catch (UnsupportedMessageException nowhere) {
            throw new GuestException(
                    ErrorKind.UninitializedVariable, "there are no variables here", location);
        }
    }

    private Object value(Expression asked, Object scope) {
        return switch (asked) {
            case Expression.Literal(Object value) -> accepted(value);
            case Expression.Name(String name) -> variable(name, scope);
            case Expression.Field(Expression object, String name) ->
                    field(value(object, scope), name);
            case Expression.Element(Expression container, Expression index) ->
                    element(value(container, scope), value(index, scope));
            case Expression.Call(Expression function, List<Expression> arguments) ->
                    call(function, arguments, scope);
            case Expression.Prefix(String operator, Expression operand) ->
                    operator.equals("-")
                            ? semantics().neg(value(operand, scope), location)
                            : (Object) !semantics().truth(value(operand, scope));
            case Expression.Infix(String operator, Expression left, Expression right) ->
                    infix(operator, left, right, scope);
            case Expression.Assignment(String name, Expression value) ->
                    assign(name, value(value, scope), scope);
        };
    }

    private Object infix(String operator, Expression left, Expression right, Object scope) {
        Object first = value(left, scope);
        switch (operator) {
            case "||", "or" -> {
                return semantics().truth(first) || semantics().truth(value(right, scope));
            }
            case "&&", "and" -> {
                return semantics().truth(first) && semantics().truth(value(right, scope));
            }
            default -> {}
        }
        Object second = value(right, scope);
        return switch (operator) {
            case "==" -> semantics().equal(first, second);
            case "!=" -> !semantics().equal(first, second);
            case "<" -> semantics().lt(first, second, location);
            case "<=" -> semantics().le(first, second, location);
            case ">" -> semantics().gt(first, second, location);
            case ">=" -> semantics().ge(first, second, location);
            case "+" -> semantics().add(first, second, location);
            case "-" -> semantics().sub(first, second, location);
            case "*" -> semantics().mul(first, second, location);
            case "/" -> semantics().div(first, second, location);
            case "%" -> semantics().mod(first, second, location);
            default -> throw new IllegalStateException(operator);
        };
    }

    private Object variable(String name, Object scope) {
        try {
            return INTEROP.readMember(scope, name);
        } catch (InteropException absent) {
            throw new GuestException(
                    ErrorKind.UninitializedVariable,
                    "there is no variable '" + name + "'",
                    location);
        }
    }

    private Object assign(String name, Object value, Object scope) {
        try {
            INTEROP.writeMember(scope, name, value);
            return value;
        } catch (InteropException refused) {
            throw new GuestException(
                    ErrorKind.UninitializedVariable,
                    "no value can be given to '" + name + "'",
                    location);
        }
    }

    private Object field(Object object, String name) {
        try {
            return INTEROP.readMember(object, name);
        } catch (InteropException absent) {
            throw wrong("a map with the key '" + name + "'", object);
        }
    }

    private Object element(Object container, Object index) {
        try {
            if (INTEROP.isString(index)) {
                return field(container, INTEROP.asString(index));
            }
            if (!INTEROP.hasArrayElements(container)) {
                throw wrong("array", container);
            }
            if (!INTEROP.fitsInLong(index)) {
                throw wrong("int", index);
            }
            long size = INTEROP.getArraySize(container);
            long asked = INTEROP.asLong(index);
            long position = asked < 0 ? asked + size : asked;
            if (position < 0 || position >= size) {
                throw GuestException.indexOutOfRange(asked, size, location);
            }
            return INTEROP.readArrayElement(container, position);
        } catch (InteropException unreadable) {
            throw wrong("array", container);
        }
    }

    private Object call(Expression function, List<Expression> arguments, Object scope) {
        Object[] values = arguments.stream().map(each -> value(each, scope)).toArray();
        if (function instanceof Expression.Name(String name)
                && values.length == 1
                && !INTEROP.isMemberReadable(scope, name)) {
            switch (name) {
                case "len" -> {
                    return accepted(length(values[0]));
                }
                case "text" -> {
                    return semantics().text(values[0]);
                }
                case "type_of" -> {
                    return CasmString.of(semantics().typeName(values[0]));
                }
                default -> {}
            }
        }
        Object called = value(function, scope);
        try {
            return INTEROP.execute(called, values);
        } catch (InteropException refused) {
            throw wrong("a function that takes " + values.length + " arg(s)", called);
        }
    }

    private Object length(Object value) {
        try {
            if (INTEROP.hasArrayElements(value)) {
                return INTEROP.getArraySize(value);
            }
            if (INTEROP.isString(value)) {
                String text = INTEROP.asString(value);
                return (long) text.codePointCount(0, text.length());
            }
            if (INTEROP.hasMembers(value)) {
                return INTEROP.getArraySize(INTEROP.getMembers(value));
            }
        } catch (InteropException unreadable) {
            throw wrong("array", value);
        }
        throw wrong("array", value);
    }

    private GuestException wrong(String expected, Object value) {
        return new GuestException(
                ErrorKind.TypeError,
                "type error: expected " + expected + ", got " + semantics().typeName(value),
                location);
    }
}
