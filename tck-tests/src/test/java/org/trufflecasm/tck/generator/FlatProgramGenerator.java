package org.trufflecasm.tck.generator;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes random programs of the CVM1 profile: functions that take and leave operands on the shared
 * stack, share code with their neighbours, throw through each other and run as tasks.
 */
public final class FlatProgramGenerator {
    private static final int VARIABLES = 3;
    private static final long MODULUS = 10_007;

    private final Dice dice;
    private final List<String> lines = new ArrayList<>();
    private final List<Shape> functions = new ArrayList<>();
    private final boolean wild;
    private Shape own;
    private int labels;
    private int slots;
    private int budget;
    private int loops;

    /**
     * What callers know of a function.
     *
     * @param name its name
     * @param arguments how many operands it takes
     * @param results how many it leaves
     */
    private record Shape(String name, int arguments, int results) {}

    private FlatProgramGenerator(long seed) {
        this.dice = new Dice(seed);
        this.wild = dice.chance(0.3);
    }

    /** The program of that seed. */
    public static FlatModel generate(long seed) {
        return new FlatProgramGenerator(seed).generate();
    }

    private FlatModel generate() {
        functions.add(new Shape("main", 0, 1));
        for (int i = dice.below(5); i > 0; i--) {
            functions.add(new Shape("f" + functions.size(), dice.below(4), dice.of(0, 1, 1, 1, 2)));
        }
        functions.forEach(this::function);
        return new FlatModel(lines);
    }

    private void emit(String instruction) {
        lines.add("  " + instruction);
    }

    private String label() {
        return "l" + labels++;
    }

    private void place(String label) {
        lines.add(label + ":");
    }

    private void function(Shape shape) {
        own = shape;
        lines.add(".func " + shape.name());
        for (int i = 0; i < shape.arguments(); i++) {
            emit("STORE " + i);
        }
        slots = shape.arguments();
        for (int i = 0; i < VARIABLES; i++) {
            expression(0);
            emit("STORE " + slots++);
        }
        budget = dice.between(2, 9);
        while (budget > 0) {
            statement();
        }
        results();
        switch (dice.below(wild ? 8 : 30)) {
            case 0 -> {
                // It runs on into the next function, or to the end of the code.
            }
            case 1 -> emit("HALT");
            default -> emit("RET");
        }
    }

    private void results() {
        if (own.name().equals("main")) {
            for (int i = 0; i < VARIABLES; i++) {
                emit("LOAD " + i);
            }
            emit("NEW_ARRAY " + VARIABLES);
            return;
        }
        int count = wild && dice.chance(0.1) ? dice.below(3) : own.results();
        for (int i = 0; i < count; i++) {
            expression(1);
        }
    }

    private void several(int count) {
        for (int i = 0; i < count && budget > 0; i++) {
            statement();
        }
    }

    private void statement() {
        budget--;
        int nesting = loops < 2 && budget > 0 ? 1 : 0;
        switch (dice.weighted(
                20, 6, 8 * nesting, 8 * nesting, 8, 6 * nesting, 3, 4, 5, 4 * nesting, 2, 1)) {
            case 0 -> assign();
            case 1 -> {
                expression(1);
                emit("PRINT");
            }
            case 2 -> branch();
            case 3 -> loop();
            case 4 -> call();
            case 5 -> guarded();
            case 6 -> mayThrow();
            case 7 -> emit("YIELD");
            case 8 -> task();
            case 9 -> heights();
            case 10 -> leave();
            default -> {
                emit("NOP");
                if (wild) {
                    emit(dice.of("POP", "DUP", "ADD", "EXIT_TRY", "LOAD 9", "AWAIT", "HALT"));
                }
            }
        }
    }

    private String variable() {
        return String.valueOf(own.arguments() + dice.below(VARIABLES));
    }

    private void assign() {
        expression(2);
        emit("STORE " + variable());
    }

    /** Leaves one int. */
    private void expression(int depth) {
        switch (dice.weighted(10, slots > 0 ? 20 : 0, depth > 0 ? 20 : 0, depth > 0 ? 8 : 0)) {
            case 0 -> emit("PUSH " + dice.number(7));
            case 1 -> emit("LOAD " + dice.below(slots));
            case 2 -> {
                expression(depth - 1);
                expression(depth - 1);
                emit(dice.of("ADD", "SUB", "BITXOR", "MUL"));
                emit("PUSH " + MODULUS);
                emit("MOD");
            }
            default -> game(depth - 1);
        }
    }

    /** Three ints moved about, of which one stays. */
    private void game(int depth) {
        for (int i = 0; i < 3; i++) {
            expression(depth);
        }
        for (int i = dice.below(4); i > 0; i--) {
            emit(dice.of("ROT", "SWAP", "ROLL 2", "ROLL 1"));
        }
        if (dice.chance(0.3)) {
            emit("PICK " + dice.below(3));
            emit("BITOR");
        }
        emit("BITAND");
        emit("BITXOR");
    }

    private void branch() {
        String otherwise = label();
        String end = label();
        expression(1);
        emit(dice.of("JZ ", "JNZ ") + otherwise);
        several(2);
        emit("JMP " + end);
        place(otherwise);
        several(1);
        place(end);
    }

    private void loop() {
        int counter = slots++;
        String head = label();
        String end = label();
        emit("PUSH " + dice.of(0, 1, 3, 10, 40));
        emit("STORE " + counter);
        place(head);
        emit("LOAD " + counter);
        emit("JZ " + end);
        emit("LOAD " + counter);
        emit("PUSH 1");
        emit("SUB");
        emit("STORE " + counter);
        loops++;
        several(dice.between(1, 3));
        loops--;
        emit("JMP " + head);
        place(end);
    }

    /** A later function, so that calls end. */
    private Shape callee() {
        int next = functions.indexOf(own) + 1;
        return next < functions.size()
                ? functions.get(dice.between(next, functions.size() - 1))
                : null;
    }

    private void call() {
        Shape callee = callee();
        if (callee == null) {
            assign();
            return;
        }
        for (int i = 0; i < callee.arguments(); i++) {
            expression(1);
        }
        emit("CALL " + callee.name());
        for (int i = 0; i < callee.results(); i++) {
            emit("STORE " + variable());
        }
    }

    private void task() {
        Shape callee = callee();
        if (callee == null) {
            emit("YIELD");
            return;
        }
        for (int i = 0; i < callee.arguments(); i++) {
            expression(0);
        }
        emit("PUSH_STR \"" + callee.name() + '"');
        emit("SPAWN " + callee.arguments());
        switch (dice.below(4)) {
            case 0 -> emit("POP");
            case 1 -> {
                int handle = slots++;
                emit("STORE " + handle);
                several(1);
                emit("LOAD " + handle);
                emit("AWAIT");
                emit("CAST \"int\"");
                emit("STORE " + variable());
                emit("PUSH 0");
                emit("STORE " + handle);
            }
            default -> {
                emit("AWAIT");
                emit("CAST \"int\"");
                emit("STORE " + variable());
            }
        }
    }

    private void guarded() {
        String handler = label();
        String end = label();
        emit("ENTER_TRY " + handler);
        several(dice.between(1, 2));
        mayThrow();
        if (!dice.chance(0.05)) {
            emit("EXIT_TRY");
        }
        emit("JMP " + end);
        place(handler);
        emit("CAST \"int\"");
        emit("STORE " + variable());
        place(end);
    }

    private void mayThrow() {
        String on = label();
        expression(1);
        emit("PUSH 3");
        emit("MOD");
        emit("JNZ " + on);
        if (dice.chance(0.3)) {
            expression(0);
            emit("PUSH 0");
            emit("DIV");
            emit("POP");
        } else {
            expression(1);
            emit("THROW");
        }
        place(on);
    }

    /** As many operands as a loop pushes; then as many are combined. */
    private void heights() {
        int rest = slots++;
        String push = label();
        String combine = label();
        emit("PUSH 0");
        emit("STORE " + rest);
        expression(1);
        place(push);
        expression(0);
        emit("LOAD " + rest);
        emit("PUSH 1");
        emit("ADD");
        emit("DUP");
        emit("STORE " + rest);
        expression(0);
        emit("PUSH 5");
        emit("MOD");
        emit("LT");
        emit("JNZ " + push);
        place(combine);
        emit("BITXOR");
        emit("LOAD " + rest);
        emit("PUSH 1");
        emit("SUB");
        emit("DUP");
        emit("STORE " + rest);
        emit("PUSH 0");
        emit("GT");
        emit("JNZ " + combine);
        emit("STORE " + variable());
    }

    private void leave() {
        String on = label();
        expression(1);
        emit("JNZ " + on);
        results();
        emit(dice.chance(0.1) ? "HALT" : "RET");
        place(on);
    }
}
