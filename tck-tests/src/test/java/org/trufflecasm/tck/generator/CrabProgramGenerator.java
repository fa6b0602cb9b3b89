package org.trufflecasm.tck.generator;

import java.util.List;

/**
 * Makes random modules of the Crab virtual machine as text, correct for its verifier: every
 * statement leaves the operand stack as high as it found it, and jumps go from any statement to any
 * other of the function, so that loops have several entries. Loops end since each backward jump
 * uses up a counter.
 */
public final class CrabProgramGenerator {
    private static final int MAX_DEPTH = 4;

    private final Dice dice;
    private final StringBuilder text = new StringBuilder(".crab 1\n.global g0\n.global g1\n");
    private int[] arities;
    private int[] results;
    private int locals;
    private int base;
    private int statements;
    private int labels;
    private int number;

    /**
     * Whether values are Numbers and Booleans only, and no variable is used before it is stored.
     */
    private final boolean numbersOnly;

    private CrabProgramGenerator(long seed, boolean numbersOnly) {
        this.dice = new Dice(seed);
        this.numbersOnly = numbersOnly;
    }

    /** The text of a module of a seed that uses mostly Numbers. */
    public static String ofNumbers(long seed) {
        return new CrabProgramGenerator(seed, true).module();
    }

    /** The text of the module of a seed. */
    public static String generate(long seed) {
        return new CrabProgramGenerator(seed, false).module();
    }

    private String module() {
        for (String name : List.of("abs", "sqrt", "len")) {
            text.append(".native ").append(name).append(" 1 1\n");
        }
        text.append(".native nobody 1 1\n");
        int functions = dice.between(1, 4);
        arities = new int[functions];
        results = new int[functions];
        for (int i = 0; i < functions; i++) {
            arities[i] = i == 0 ? 0 : dice.below(4);
            results[i] = dice.below(4) == 0 ? 0 : 1;
        }
        for (number = 0; number < functions; number++) {
            function();
        }
        return text.append(".entry f0\n").toString();
    }

    private void line(String instruction) {
        text.append("    ").append(instruction).append('\n');
    }

    private void function() {
        locals = dice.between(1, 5);
        statements = dice.between(3, 14);
        labels = 0;
        text.append(".func f").append(number).append(' ').append(arities[number]);
        text.append(' ').append(results[number]).append(' ').append(locals + 1).append('\n');
        if (number == 0 && dice.chance(0.9)) {
            for (int i = 0; i < 2; i++) {
                line("LOAD_CONST =" + numeral());
                line("STORE_GLOBAL g" + i);
            }
        }
        int kept = dice.below(arities[number] + 1);
        for (int i = 0; i < arities[number] - kept; i++) {
            line("STORE_LOCAL " + i % locals);
        }
        base = kept;
        for (int i = 0; i < locals; i++) {
            if (numbersOnly || dice.chance(arities[number] > 0 ? 0.4 : 0.8)) {
                line("LOAD_CONST =" + numeral());
                line("STORE_LOCAL " + i);
            }
        }
        line("LOAD_CONST =" + dice.between(1, 30));
        line("STORE_LOCAL " + locals);
        while (base < 3 && dice.chance(0.3)) {
            line("LOAD_CONST =" + numeral());
            base++;
        }
        for (int i = 0; i < statements; i++) {
            text.append('s').append(i).append(":\n");
            statement(i);
        }
        text.append('s').append(statements).append(":\n");
        if (results[number] == 1) {
            number(2);
            if (dice.chance(0.5)) {
                line("RET");
            }
        }
    }

    private void statement(int index) {
        switch (dice.weighted(5, 4, 4, 2, 2, 2, 1, 1, numbersOnly ? 0 : 2, 1)) {
            case 0 -> {
                value(MAX_DEPTH);
                line("STORE_LOCAL " + dice.below(locals));
            }
            case 1 -> {
                value(3);
                line("PRINT");
            }
            case 2 -> loop();
            case 3 -> {
                condition(2);
                line((dice.chance(0.1) ? "WIDE " : "") + "JUMP_IF @s" + later(index));
            }
            case 4 -> onTheStack();
            case 5 -> call();
            case 6 -> line("JUMP @s" + later(index));
            case 7 -> leave();
            case 8 -> {
                number(2);
                line("STORE_GLOBAL g" + dice.below(2));
            }
            default -> line("NOP");
        }
    }

    private int later(int index) {
        return dice.between(index + 1, statements);
    }

    private void loop() {
        line("LOAD_LOCAL " + locals);
        line("LOAD_CONST =1");
        line("SUB");
        line("DUP");
        line("STORE_LOCAL " + locals);
        line("LOAD_CONST =0");
        line("GT");
        line("JUMP_IF @s" + dice.below(statements + 1));
    }

    /** Games with what lies on the stack in the whole function. */
    private void onTheStack() {
        if (base >= 2 && dice.chance(0.5)) {
            line("SWAP");
        } else if (base >= 1) {
            line("DUP");
            line("STORE_LOCAL " + dice.below(locals));
            line("POP");
            value(2);
        } else {
            value(2);
            line("POP");
        }
    }

    private void leave() {
        if (dice.chance(0.4)) {
            if (results[number] == 1) {
                value(2);
            }
            line("RET");
        }
    }

    private void call() {
        if (number + 1 == arities.length) {
            line("NOP");
            return;
        }
        int callee = dice.between(number + 1, arities.length - 1);
        arguments(callee);
        if (results[callee] == 1) {
            line(dice.chance(0.5) ? "POP" : "PRINT");
        }
    }

    private void arguments(int callee) {
        for (int i = 0; i < arities[callee]; i++) {
            if (dice.chance(0.9)) {
                number(1);
            } else {
                value(1);
            }
        }
        line("CALL f" + callee);
    }

    /** Any value. */
    private void value(int depth) {
        if (numbersOnly) {
            number(depth);
            return;
        }
        switch (dice.weighted(8, 2, 2, 1)) {
            case 0 -> number(depth);
            case 1 -> condition(depth);
            case 2 -> string(depth);
            default -> line("LOAD_CONST =nil");
        }
    }

    private String numeral() {
        return dice.of(
                "0",
                "1",
                "2",
                "3",
                "-1",
                "0.5",
                "7",
                "1e10",
                "-0",
                "inf",
                "nan",
                "0.1",
                "100",
                "123456789.125");
    }

    /** What usually is a Number. */
    private void number(int depth) {
        if (depth == 0) {
            switch (dice.weighted(4, 4, numbersOnly ? 0 : 1)) {
                case 0 -> line("LOAD_CONST =" + numeral());
                case 1 -> line("LOAD_LOCAL " + dice.below(locals + 1));
                default -> line("LOAD_GLOBAL g" + dice.below(2));
            }
            return;
        }
        switch (dice.weighted(6, 6, 2, 2, 2, 1)) {
            case 0 -> number(0);
            case 1 -> {
                number(depth - 1);
                number(depth - 1);
                line(dice.of("ADD", "SUB", "MUL", "ADD", "SUB", "DIV", "MOD"));
            }
            case 2 -> {
                number(depth - 1);
                line("NEG");
            }
            case 3 -> {
                number(depth - 1);
                line(
                        "CALL_NATIVE "
                                + (!numbersOnly && dice.chance(0.02)
                                        ? "nobody"
                                        : dice.of("abs", "sqrt")));
            }
            case 4 -> choice(depth);
            default -> {
                int callee = number + 1;
                if (callee < arities.length && results[callee] == 1) {
                    arguments(callee);
                } else if (numbersOnly) {
                    number(0);
                } else {
                    string(depth - 1);
                    line("CALL_NATIVE len");
                }
            }
        }
    }

    /** One of two values, which meet on the stack. */
    private void choice(int depth) {
        String otherwise = "c" + labels++;
        String end = "c" + labels++;
        condition(depth - 1);
        line("JUMP_IF @" + otherwise);
        number(depth - 1);
        line("JUMP @" + end);
        text.append(otherwise).append(":\n");
        number(depth - 1);
        text.append(end).append(":\n");
    }

    private void condition(int depth) {
        if (depth == 0) {
            line("LOAD_CONST =" + dice.of("true", "false", numbersOnly ? "1" : "nil", "0"));
            return;
        }
        switch (dice.weighted(6, 2, 2)) {
            case 0 -> {
                number(depth - 1);
                number(depth - 1);
                line(dice.of("EQ", "NE", "LT", "LE", "GT", "GE"));
            }
            case 1 -> {
                value(depth - 1);
                line("NOT");
            }
            default -> {
                value(depth - 1);
                value(depth - 1);
                line(dice.of("EQ", "NE"));
            }
        }
    }

    private void string(int depth) {
        if (depth <= 0) {
            line("LOAD_CONST =" + dice.of("\"\"", "\"a\"", "\"\u00e4\u20ac\ud83e\udd80\""));
            return;
        }
        switch (dice.weighted(3, 3, 2)) {
            case 0 -> {
                value(depth - 1);
                line("TO_STRING");
            }
            case 1 -> {
                string(depth - 1);
                string(depth - 1);
                line("ADD");
            }
            default -> {
                value(depth - 1);
                line("TYPE_OF");
            }
        }
    }
}
