package org.trufflecasm.tck.generator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Values pushed, moved about on the operand stack, and combined into one. */
final class StackGames {
    private final Emitter code;
    private final Dice dice;
    private final Expressions expressions;

    StackGames(Scope scope, Expressions expressions) {
        this.code = scope.code;
        this.dice = scope.dice;
        this.expressions = expressions;
    }

    /** Leaves a scalar of that kind. */
    void play(Kind wanted, int depth) {
        List<Kind> stack = push(depth);
        shuffle(stack);
        while (stack.size() > 1) {
            combine(stack);
            if (dice.chance(0.3)) {
                shuffle(stack);
            }
        }
        convert(stack.getFirst(), wanted);
    }

    /** Leaves some scalars, shuffled; how many. */
    int scatter(int depth) {
        List<Kind> stack = push(depth);
        shuffle(stack);
        return stack.size();
    }

    private List<Kind> push(int depth) {
        List<Kind> stack = new ArrayList<>();
        for (int i = dice.between(2, 5); i > 0; i--) {
            stack.add(expressions.some(Math.min(depth, 1)));
        }
        return stack;
    }

    private void shuffle(List<Kind> stack) {
        for (int i = dice.below(6); i > 0; i--) {
            int top = stack.size() - 1;
            switch (dice.below(6)) {
                case 0 -> {
                    code.op("dup");
                    stack.add(stack.get(top));
                }
                case 1 -> {
                    if (top >= 1) {
                        code.op("swap");
                        Collections.swap(stack, top, top - 1);
                    }
                }
                case 2 -> {
                    if (top >= 2) {
                        code.op("rot");
                        stack.add(stack.remove(top - 2));
                    }
                }
                case 3 -> {
                    int n = dice.below(stack.size());
                    code.op("pick", "n", (long) n);
                    stack.add(stack.get(top - n));
                }
                case 4 -> {
                    int n = dice.below(stack.size());
                    code.op("roll", "n", (long) n);
                    stack.add(stack.remove(top - n));
                }
                default -> {
                    if (top >= 1) {
                        code.op("pop");
                        stack.removeLast();
                    }
                }
            }
        }
    }

    /** One value out of the two on top. */
    private void combine(List<Kind> stack) {
        Kind right = stack.removeLast();
        Kind left = stack.removeLast();
        if (left == Kind.STR || right == Kind.STR) {
            code.op("add");
            stack.add(Kind.STR);
        } else if (left == Kind.INT && right == Kind.INT) {
            code.op(dice.of("bit_xor", "bit_or", "bit_and"));
            stack.add(Kind.INT);
        } else if (left != Kind.BOOL && right != Kind.BOOL) {
            code.op(dice.of("add", "sub", "mul"));
            stack.add(Kind.FLOAT);
        } else {
            code.op(dice.of("eq", "ne", "and", "or"));
            stack.add(Kind.BOOL);
        }
    }

    private void convert(Kind kind, Kind wanted) {
        if (kind == wanted) {
            return;
        }
        switch (wanted) {
            case INT -> {
                code.op("cast", "type", "int");
                code.pushInt(1_000_003);
                code.op("mod");
            }
            case FLOAT -> code.op("cast", "type", "float");
            case BOOL -> code.op("cast", "type", "bool");
            case STR -> code.op("cast", "type", "str");
            default -> throw new AssertionError(wanted);
        }
    }
}
