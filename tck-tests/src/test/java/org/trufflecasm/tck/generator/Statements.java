package org.trufflecasm.tck.generator;

/** Statements: code that leaves the operand stack as it was, but for residue. */
final class Statements {
    /** Elements of an array to which the generator does not add more. */
    private static final int FULL_ARRAY = 30;

    private final Scope scope;
    private final Emitter code;
    private final Dice dice;
    private final Expressions expressions;
    private final Loops loops;
    private final Spaghetti spaghetti;
    private final Handlers handlers;
    private final Heights heights;
    private final Tasks tasks;

    /** How many statements may still be made. */
    private int budget;

    Statements(Scope scope, Expressions expressions, int budget) {
        this.scope = scope;
        this.code = scope.code;
        this.dice = scope.dice;
        this.expressions = expressions;
        this.budget = budget;
        this.loops = new Loops(scope, expressions, this);
        this.spaghetti = new Spaghetti(scope, expressions, this);
        this.handlers = new Handlers(scope, expressions, this);
        this.heights = new Heights(scope, expressions, this);
        this.tasks = new Tasks(scope, expressions, this);
    }

    /** Up to {@code count} statements. */
    void several(int count) {
        for (int i = 0; i < count && budget > 0; i++) {
            one();
        }
    }

    /** Whether there is any budget left. */
    boolean isExhausted() {
        return budget <= 0;
    }

    void one() {
        budget--;
        int nesting = scope.loops < 2 && budget > 0 ? 1 : 0;
        switch (dice.weighted(
                26,
                14,
                9,
                13 * nesting,
                5 * nesting,
                4 * nesting,
                12,
                12,
                6,
                4,
                2,
                3,
                2,
                4,
                1,
                2,
                2,
                scope.uses(Feature.HANDLERS) ? 14 * nesting : 0,
                scope.uses(Feature.HEIGHTS) ? 5 * nesting : 0,
                scope.uses(Feature.TASKS) ? 12 : 0,
                scope.uses(Feature.BORROWS) ? 6 : 0)) {
            case 0 -> assign();
            case 1 -> print();
            case 2 -> branch();
            case 3 -> loops.counted();
            case 4 -> loops.carried();
            case 5 -> spaghetti.emit();
            case 6 -> changeArray();
            case 7 -> changeMap();
            case 8 -> callAndDrop();
            case 9 -> scatter();
            case 10 -> {
                if (scope.uses(Feature.IR_ONLY)) {
                    export();
                }
            }
            case 11 -> leaveEarly();
            case 12 -> code.op("nop");
            case 13 -> buildCollection();
            case 14 -> readLine();
            case 15 -> leftover();
            case 16 -> tie();
            case 17 -> handlers.emit();
            case 18 -> heights.emit();
            case 19 -> tasks.emit();
            default -> borrow();
        }
    }

    /** Stores a value in a variable of its kind. */
    private void assign() {
        Kind kind =
                dice.of(
                        Kind.INT,
                        Kind.INT,
                        Kind.INT,
                        Kind.FLOAT,
                        Kind.FLOAT,
                        Kind.BOOL,
                        Kind.STR,
                        Kind.ANY,
                        Kind.INTS,
                        Kind.FLOATS,
                        Kind.STRINGS,
                        Kind.MIXED,
                        Kind.MAP);
        if (!scope.has(kind)) {
            kind = Kind.INT;
        }
        expressions.emit(kind, dice.between(1, 3));
        storeInto(kind);
    }

    private void storeInto(Kind kind) {
        if (kind == Kind.STR) {
            expressions.texts().shorten();
        }
        String variable = scope.variable(kind);
        if (dice.chance(0.1)) {
            code.op("dup");
            code.store(variable);
            code.store(scope.variable(kind));
        } else {
            code.store(variable);
        }
    }

    /** Prints some values; what follows the call decides whether it leaves a null. */
    void print() {
        int count = dice.between(0, 3);
        for (int i = 0; i < count; i++) {
            expressions.emit(dice.of(Kind.ANY, Kind.INT, Kind.STR, Kind.FLOAT), 2);
        }
        print(count);
    }

    /** Prints the topmost operands. */
    void print(int count) {
        code.capability(dice.of("io.print", "io.print", "io.print", "print", "io.eprint"), count);
        switch (dice.below(scope.operands == 0 ? 4 : 3)) {
            case 0 -> code.op("pop");
            case 1 -> code.store(scope.variable(Kind.ANY));
            case 2 -> {
                code.op("dup");
                code.op("pop");
                code.op("pop");
            }
            default -> {
                // The next statement takes nothing from the stack, so nothing is left.
            }
        }
    }

    private void branch() {
        int otherwise = code.label();
        expressions.emit(Kind.BOOL, 2);
        code.jump(dice.of("jmp_if", "jmp_if_not"), otherwise);
        several(dice.between(1, 3));
        if (dice.chance(0.5)) {
            int end = code.label();
            code.jump("jmp", end);
            code.place(otherwise);
            several(dice.between(1, 2));
            code.place(end);
        } else {
            code.place(otherwise);
        }
    }

    private void changeArray() {
        Kind kind = dice.of(Kind.INTS, Kind.FLOATS, Kind.STRINGS, Kind.MIXED);
        if (!scope.has(kind)) {
            assign();
            return;
        }
        String array = scope.variable(kind);
        switch (dice.below(3)) {
            case 0 -> {
                code.load(array);
                expressions.containers().index();
                expressions.containers().element(kind, 2);
                code.op("arr_set");
                dropContainer();
            }
            case 1 ->
                    ifLength(
                            array,
                            "lt",
                            FULL_ARRAY,
                            () -> {
                                code.load(array);
                                expressions.containers().element(kind, 2);
                                code.op(scope.hintedArrays ? "array_push" : "arr_push");
                                dropContainer();
                            });
            default ->
                    ifLength(
                            array,
                            "gt",
                            1,
                            () -> {
                                code.load(array);
                                if (dice.chance(0.5)) {
                                    code.op("array_pop");
                                    code.store(scope.variable(Kind.ANY));
                                } else {
                                    code.op("arr_pop");
                                    code.store(scope.variable(Kind.ANY));
                                    dropContainer();
                                }
                            });
        }
    }

    private void ifLength(String array, String comparison, int length, Runnable then) {
        int end = code.label();
        code.load(array);
        code.op("arr_len");
        code.pushInt(length);
        code.op(comparison);
        code.jump("jmp_if_not", end);
        then.run();
        code.place(end);
    }

    /** Drops the container that an operation has left, or leaves it where nobody minds. */
    private void dropContainer() {
        if (!scope.mayLeaveResidue() || dice.chance(0.5)) {
            code.op("pop");
        }
    }

    private void changeMap() {
        if (scope.risky()) {
            expressions.emit(Kind.ANY, 1);
            code.op("get_field", "name", expressions.containers().field());
            code.store(scope.variable(Kind.ANY));
            return;
        }
        expressions.emit(Kind.MAP, 1);
        String field = expressions.containers().field();
        switch (dice.below(5)) {
            case 0, 1 -> {
                expressions.containers().fieldValue(field, 2);
                code.op("set_field", "name", field);
                dropContainer();
            }
            case 2 -> {
                code.pushStr(field);
                expressions.containers().fieldValue(field, 2);
                code.op("arr_set");
                dropContainer();
            }
            case 3 -> {
                code.op("get_field", "name", field);
                code.store(scope.variable(Kind.ANY));
            }
            default -> {
                code.pushStr(field);
                code.op("arr_get");
                code.store(scope.variable(Kind.ANY));
            }
        }
    }

    private void callAndDrop() {
        if (!expressions.calls().call(Kind.ANY, 2)) {
            assign();
            return;
        }
        if (dice.chance(0.5)) {
            code.store(scope.variable(Kind.ANY));
        } else {
            code.op("pop");
        }
    }

    private void scatter() {
        int count = expressions.games().scatter(1);
        if (dice.chance(0.5)) {
            print(count);
            return;
        }
        for (int i = 0; i < count; i++) {
            code.store(scope.variable(Kind.ANY));
        }
    }

    private void export() {
        String name = dice.of("e1", "e2");
        if (dice.chance(0.7) || !scope.risky()) {
            expressions.some(1);
            code.op("export_var", "name", name);
            code.op("import_var", "name", name);
        } else {
            code.op("import_var", "name", name);
        }
        code.store(scope.variable(Kind.ANY));
    }

    /** Returns in the midst of things, or, seldom, ends the program. */
    private void leaveEarly() {
        int end = code.label();
        expressions.emit(Kind.BOOL, 1);
        if (dice.chance(0.7)) {
            expressions.emit(Kind.INT, 1);
            code.pushInt(dice.between(1, 9));
            code.op("eq");
            code.op("and");
        }
        code.jump("jmp_if_not", end);
        expressions.emit(scope.signature.result(), 1);
        code.op(dice.chance(0.05) ? "halt" : "ret");
        code.place(end);
    }

    private void buildCollection() {
        expressions.containers().collection(2);
        code.store(scope.variable(Kind.ANY));
    }

    private void readLine() {
        code.capability(dice.of("io.read", "io.input"), 0);
        storeInto(Kind.STR);
    }

    /** Puts a container into itself or another one; or applies an operation to whatever comes. */
    private void tie() {
        if (scope.risky()) {
            chaos();
        } else if (scope.loops == 0 && scope.has(Kind.MAP)) {
            code.load(scope.variable(Kind.MAP));
            code.load(
                    scope.variable(
                            scope.has(Kind.MIXED) ? dice.of(Kind.MAP, Kind.MIXED) : Kind.MAP));
            code.op("set_field", "name", "a");
            dropContainer();
        } else if (scope.loops == 0 && scope.has(Kind.MIXED)) {
            code.load(scope.variable(Kind.MIXED));
            code.pushInt(0);
            code.load(scope.variable(Kind.MIXED));
            code.op("arr_set");
            dropContainer();
        }
    }

    /** Some operation on operands of any kind. */
    private void chaos() {
        for (int i = 0; i < 3; i++) {
            expressions.emit(Kind.ANY, 2);
        }
        switch (dice.below(8)) {
            case 0 -> code.op(dice.of("add", "sub", "mul", "div", "mod", "lt", "ge", "math_pow"));
            case 1 -> code.op(dice.of("bit_and", "bit_or", "bit_xor", "shl", "shr"));
            case 2 -> code.op(dice.of("arr_get", "vec_add", "vec_dot", "make_range", "str_join"));
            case 3 -> code.op(dice.of("arr_set", "str_replace"));
            case 4 ->
                    code.op(
                            dice.of(
                                    "neg",
                                    "bit_not",
                                    "arr_len",
                                    "math_sqrt",
                                    "math_round",
                                    "array_pop"));
            case 5 -> code.op("get_field", "name", "a");
            case 6 -> code.op("set_field", "name", "a");
            default ->
                    code.op("cast", "type", dice.of("int", "float", "str", "bool", "array", "Int"));
        }
        code.store(scope.variable(Kind.ANY));
        if (!scope.mayLeaveResidue()) {
            code.load(scope.variable(Kind.ANY));
            code.op("ret");
        }
    }

    /** Borrows a container for a while; sometimes nobody gives it back. */
    private void borrow() {
        Kind kind = dice.of(Kind.MAP, Kind.INTS, Kind.MIXED, Kind.FLOATS);
        if (!scope.has(kind)) {
            assign();
            return;
        }
        boolean mutably = dice.chance(0.4);
        code.load(scope.variable(kind));
        code.op(mutably ? "borrow_mut" : "borrow");
        scope.operands++;
        if (mutably && dice.chance(0.5)) {
            several(1);
        } else {
            code.op("dup");
            code.op("arr_len");
            code.store(scope.variable(Kind.ANY));
        }
        scope.operands--;
        if (!scope.risky()) {
            code.op(mutably ? "release_mut" : "release");
        }
        code.op("pop");
    }

    /** An operand that nobody ever takes, or a load that may find nothing. */
    private void leftover() {
        if (scope.uses(Feature.IR_ONLY) && scope.risky()) {
            code.load(scope.hidden("never"));
            code.op("pop");
        } else if (scope.mayLeaveResidue()) {
            expressions.emit(Kind.ANY, 1);
        } else {
            code.op("nop");
        }
    }
}
