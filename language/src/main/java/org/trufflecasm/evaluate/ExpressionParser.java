package org.trufflecasm.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;

/**
 * Reads a tool's expression. Operators bind as in most languages: {@code or}, {@code and},
 * comparisons (which do not chain), sums, products, prefixes, then fields, elements and calls.
 */
final class ExpressionParser {
    private static final int MAX_DEPTH = 100;

    /** Longer texts are no expressions that somebody typed. */
    private static final int MAX_LENGTH = 100_000;

    private static final List<List<String>> LEVELS =
            List.of(
                    List.of("||", "or"),
                    List.of("&&", "and"),
                    List.of("==", "!=", "<=", ">=", "<", ">"),
                    List.of("+", "-"),
                    List.of("*", "/", "%"));

    private static final int COMPARISONS = 2;

    private static final Map<String, Object> CONSTANTS =
            Map.of(
                    "true", true,
                    "false", false,
                    "True", true,
                    "False", false,
                    "null", CasmNull.INSTANCE,
                    "None", CasmNull.INSTANCE);

    private final ExpressionTokens tokens;
    private int depth;

    private ExpressionParser(String text) {
        this.tokens = new ExpressionTokens(text);
    }

    /**
     * Reads a whole text.
     *
     * @throws LoadException (ParseError) if it is no expression; its place is in the text
     */
    static Expression parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new LoadException(
                    ErrorKind.ParseError,
                    "the expression is too long",
                    LoadException.Place.UNKNOWN);
        }
        ExpressionParser parser = new ExpressionParser(text);
        Expression expression = parser.whole();
        if (!parser.tokens.atEnd()) {
            throw parser.tokens.unexpected();
        }
        return expression;
    }

    private Expression whole() {
        Expression expression = binary(0);
        if (expression instanceof Expression.Name(String name) && tokens.take("=")) {
            return new Expression.Assignment(name, binary(0));
        }
        return expression;
    }

    private Expression binary(int level) {
        if (level == LEVELS.size()) {
            return prefix();
        }
        Expression left = binary(level + 1);
        int operators = 0;
        String operator = tokens.takeOneOf(LEVELS.get(level));
        while (operator != null) {
            // Each one makes the tree deeper by one.
            operators++;
            enter();
            left = new Expression.Infix(operator, left, binary(level + 1));
            operator = level == COMPARISONS ? null : tokens.takeOneOf(LEVELS.get(level));
        }
        depth -= operators;
        return left;
    }

    private Expression prefix() {
        if (tokens.take("-")) {
            return new Expression.Prefix("-", nested());
        }
        if (tokens.take("!") || tokens.take("not")) {
            return new Expression.Prefix("!", nested());
        }
        return postfix();
    }

    private Expression nested() {
        enter();
        Expression operand = prefix();
        depth--;
        return operand;
    }

    private Expression postfix() {
        Expression expression = primary();
        int steps = 0;
        while (true) {
            if (tokens.take(".")) {
                expression = new Expression.Field(expression, tokens.name());
            } else if (tokens.take("[")) {
                expression = new Expression.Element(expression, inside("]"));
            } else if (tokens.take("(")) {
                expression = new Expression.Call(expression, arguments());
            } else {
                depth -= steps;
                return expression;
            }
            steps++;
            enter();
        }
    }

    private List<Expression> arguments() {
        List<Expression> arguments = new ArrayList<>();
        if (tokens.take(")")) {
            return arguments;
        }
        enter();
        do {
            arguments.add(binary(0));
        } while (tokens.take(","));
        depth--;
        tokens.require(")");
        return arguments;
    }

    private Expression inside(String end) {
        enter();
        Expression expression = binary(0);
        depth--;
        tokens.require(end);
        return expression;
    }

    private Expression primary() {
        if (tokens.take("(")) {
            return inside(")");
        }
        String text = tokens.takeString();
        if (text != null) {
            return new Expression.Literal(CasmString.of(text));
        }
        Object number = tokens.takeNumber();
        if (number != null) {
            return new Expression.Literal(number);
        }
        String name = tokens.name();
        Object constant = CONSTANTS.get(name);
        return constant != null ? new Expression.Literal(constant) : new Expression.Name(name);
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw tokens.failure("the expression is nested too deeply");
        }
    }
}
