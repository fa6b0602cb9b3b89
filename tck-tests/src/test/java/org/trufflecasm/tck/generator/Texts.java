package org.trufflecasm.tck.generator;

import java.util.List;

/** Strings and truth values. */
final class Texts {
    private static final List<String> LITERALS =
            List.of(
                    "",
                    "a",
                    "abc",
                    "x",
                    "hello, world",
                    "  pad\t",
                    "é",
                    "aéb",
                    "日本語",
                    "ab🙂cd",
                    "ÀÉ",
                    "a,b,,c",
                    "0",
                    "42",
                    "-7",
                    "3.5",
                    "nan",
                    "-inf",
                    "1e3",
                    "12x",
                    "n",
                    "true",
                    "ß",
                    "\u00a0z\u2003",
                    "line\nend",
                    "\"\\");

    private final Scope scope;
    private final Emitter code;
    private final Dice dice;
    private final Expressions expressions;

    Texts(Scope scope, Expressions expressions) {
        this.scope = scope;
        this.code = scope.code;
        this.dice = scope.dice;
        this.expressions = expressions;
    }

    static String literal(Dice dice) {
        return dice.of(LITERALS);
    }

    /** Leaves a string. */
    void text(int depth) {
        if (depth <= 0 || dice.chance(0.25)) {
            if (scope.has(Kind.STR) && dice.chance(0.6)) {
                code.load(scope.variable(Kind.STR));
            } else {
                code.pushStr(literal(dice));
            }
            return;
        }
        switch (dice.weighted(24, 8, 5, 5, 6, 5, 6, 2)) {
            case 0 -> {
                boolean textFirst = dice.chance(0.6);
                expressions.emit(textFirst ? Kind.STR : Kind.ANY, depth - 1);
                expressions.emit(textFirst ? Kind.ANY : Kind.STR, depth - 1);
                code.op("add");
            }
            case 1 -> {
                expressions.emit(dice.of(Kind.STR, Kind.STR, Kind.ANY), depth - 1);
                code.op(dice.of("str_to_upper", "str_to_lower", "str_trim"));
            }
            case 2 -> {
                expressions.emit(Kind.STR, depth - 1);
                code.pushStr(dice.of("", "a", "b", ",", "é"));
                code.pushStr(dice.of("", "-", "xy", "日"));
                code.op("str_replace");
            }
            case 3 -> {
                expressions.emit(dice.of(Kind.STRINGS, Kind.INTS, Kind.MIXED), depth - 1);
                code.pushStr(dice.of("", ", ", "+"));
                code.op("str_join");
            }
            case 4 -> {
                expressions.emit(Kind.ANY, depth - 1);
                code.op("cast", "type", dice.of("str", "string"));
            }
            case 5 -> {
                expressions.emit(Kind.ANY, depth - 1);
                code.op("type_of");
            }
            case 6 -> character(depth - 1);
            default -> {
                expressions.emit(Kind.STRINGS, depth - 1);
                expressions.containers().elementOf();
            }
        }
    }

    /** One character of a string that is not empty. */
    private void character(int depth) {
        expressions.emit(Kind.STR, depth);
        code.pushStr("e");
        code.op("add");
        expressions.containers().elementOf();
    }

    /** Replaces the string on top of the stack if it has become long. */
    void shorten() {
        int end = code.label();
        code.op("dup");
        code.op("arr_len");
        code.pushInt(100);
        code.op("le");
        code.jump("jmp_if", end);
        code.op("pop");
        code.pushStr(literal(dice));
        code.place(end);
    }

    /** Leaves a truth value. */
    void truth(int depth) {
        if (depth <= 0 || dice.chance(0.1)) {
            if (scope.has(Kind.BOOL) && dice.chance(0.6)) {
                code.load(scope.variable(Kind.BOOL));
            } else {
                code.op("push_bool", "value", dice.chance(0.5));
            }
            return;
        }
        switch (dice.weighted(24, 10, 12, 10, 5, 6, 5)) {
            case 0 -> {
                expressions.numbers().large(depth - 1);
                expressions.numbers().large(depth - 1);
                code.op(dice.of("lt", "gt", "le", "ge", "eq", "ne"));
            }
            case 1 -> {
                expressions.numbers().mixed(depth - 1);
                expressions.numbers().mixed(depth - 1);
                code.op(dice.of("lt", "gt", "le", "ge", "eq", "ne"));
            }
            case 2 -> {
                Kind kind = dice.of(Kind.values());
                expressions.emit(kind, depth - 1);
                expressions.emit(dice.chance(0.7) ? kind : Kind.ANY, depth - 1);
                code.op(dice.of("eq", "ne"));
            }
            case 3 -> {
                expressions.emit(dice.of(Kind.BOOL, Kind.ANY), depth - 1);
                expressions.emit(dice.of(Kind.BOOL, Kind.ANY), depth - 1);
                code.op(dice.of("and", "or"));
            }
            case 4 -> {
                expressions.emit(dice.of(Kind.BOOL, Kind.ANY), depth - 1);
                code.op("not");
            }
            case 5 -> {
                expressions.emit(dice.of(Kind.STR, Kind.STR, Kind.ANY), depth - 1);
                expressions.emit(dice.of(Kind.STR, Kind.STR, Kind.INT), depth - 1);
                code.op(dice.of("str_contains", "str_starts_with", "str_ends_with"));
            }
            default -> {
                if (scope.risky()) {
                    expressions.emit(Kind.ANY, depth - 1);
                    expressions.emit(Kind.ANY, depth - 1);
                    code.op(dice.of("lt", "ge"));
                } else {
                    expressions.emit(Kind.ANY, depth - 1);
                    code.op("cast", "type", "bool");
                }
            }
        }
    }
}
