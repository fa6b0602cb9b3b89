package org.trufflecasm.tck.generator;

/**
 * Ints and floats. Ints are made so that they cannot overflow unless the generator wants to risk
 * it.
 */
final class Numbers {
    /** How large variables are, in bits. */
    static final int VARIABLE_BITS = 31;

    private static final long MODULUS = 1_000_003;
    private static final int FULL = 62;

    private final Scope scope;
    private final Emitter code;
    private final Dice dice;
    private final Expressions expressions;

    Numbers(Scope scope, Expressions expressions) {
        this.scope = scope;
        this.code = scope.code;
        this.dice = scope.dice;
        this.expressions = expressions;
    }

    /** Leaves an int whose size is at most 2 to the power of {@code bits}. */
    void integer(int depth, int bits) {
        if (scope.risky()) {
            risky(depth);
            return;
        }
        if (depth <= 0 || bits < 4 || dice.chance(0.25)) {
            simple(bits);
            return;
        }
        switch (dice.weighted(20, 10, 8, 8, 4, 10, 6, 5, 6)) {
            case 0 -> {
                integer(depth - 1, bits - 1);
                integer(depth - 1, bits - 1);
                code.op(dice.of("add", "sub"));
            }
            case 1 -> {
                int left = dice.between(1, bits - 1);
                integer(depth - 1, left);
                integer(depth - 1, bits - left);
                code.op("mul");
            }
            case 2 -> {
                integer(depth - 1, bits);
                divisor(depth - 1);
                code.op("div");
            }
            case 3 -> {
                large(depth - 1);
                code.pushInt(bits >= 20 ? MODULUS : 7);
                code.op("mod");
            }
            case 4 -> {
                integer(depth - 1, bits - 1);
                code.op(dice.of("neg", "bit_not"));
            }
            case 5 -> {
                integer(depth - 1, bits - 1);
                integer(depth - 1, bits - 1);
                code.op(dice.of("bit_and", "bit_or", "bit_xor"));
            }
            case 6 -> shift(depth - 1, bits);
            case 7 -> fromElsewhere(depth - 1);
            default -> {
                if (bits < 20 || !scope.plan.benchStep()) {
                    simple(bits);
                } else {
                    integer(depth - 1, bits);
                    code.capability("bench.step", 1);
                }
            }
        }
    }

    private void simple(int bits) {
        if (bits >= VARIABLE_BITS && scope.has(Kind.INT) && dice.chance(0.7)) {
            code.load(scope.variable(Kind.INT));
        } else {
            code.pushInt(dice.number(Math.min(bits, FULL)));
        }
    }

    /** An int that is not 0. */
    private void divisor(int depth) {
        if (dice.chance(0.5)) {
            code.pushInt(dice.between(1, 50) * dice.of(1, -1));
        } else {
            integer(depth, VARIABLE_BITS);
            code.pushInt(1);
            code.op("bit_or");
        }
    }

    private void shift(int depth, int bits) {
        int count = dice.between(0, bits - 2);
        if (dice.chance(0.5)) {
            integer(depth, bits - count);
            code.pushInt(count);
            code.op("shl");
        } else {
            integer(depth, bits);
            code.pushInt(dice.below(64));
            code.op("shr");
        }
    }

    /** A large int, up to the largest there are. */
    void large(int depth) {
        if (dice.chance(0.6)) {
            integer(depth, FULL);
            return;
        }
        boolean top = dice.chance(0.5);
        code.pushInt(top ? Long.MAX_VALUE : Long.MIN_VALUE);
        integer(depth - 1, VARIABLE_BITS);
        code.pushInt(Integer.MAX_VALUE);
        code.op("bit_and");
        code.op(top ? "sub" : "add");
    }

    /** An int of variable size out of something that is not one. */
    private void fromElsewhere(int depth) {
        switch (dice.below(3)) {
            case 0 -> {
                expressions.some(depth);
                code.op("cast", "type", dice.of("int", "i64"));
                code.pushInt(MODULUS);
                code.op("mod");
            }
            case 1 -> {
                Kind kind = dice.of(Kind.INTS, Kind.MIXED, Kind.STR, Kind.MAP);
                expressions.emit(kind, depth);
                code.op("arr_len");
            }
            default -> {
                expressions.emit(Kind.MAP, depth);
                code.op("get_field", "name", "n");
            }
        }
    }

    /** Something that may overflow, divide by zero, or not be an int at all. */
    private void risky(int depth) {
        switch (dice.below(7)) {
            case 0 -> {
                large(depth - 1);
                large(depth - 1);
                code.op(dice.of("add", "sub", "mul"));
            }
            case 1 -> {
                integer(depth - 1, VARIABLE_BITS);
                integer(depth - 1, 2);
                code.op(dice.of("div", "mod"));
            }
            case 2 -> {
                code.pushInt(Long.MIN_VALUE);
                integer(depth - 1, 1);
                code.op(dice.of("div", "mod", "sub"));
            }
            case 3 -> {
                integer(depth - 1, VARIABLE_BITS);
                integer(depth - 1, 7);
                code.op(dice.of("shl", "shr"));
            }
            case 4 -> {
                expressions.emit(Kind.ANY, depth - 1);
                expressions.emit(Kind.ANY, depth - 1);
                code.op(dice.of("sub", "mul", "add", "bit_and"));
            }
            case 5 -> {
                expressions.emit(Kind.ANY, depth - 1);
                code.op(dice.of("neg", "arr_len", "bit_not"));
            }
            default -> large(depth - 1);
        }
        code.op("cast", "type", "int");
        code.pushInt(MODULUS);
        code.op("mod");
    }

    /** Leaves a float. */
    void floating(int depth) {
        if (depth <= 0 || dice.chance(0.25)) {
            if (scope.has(Kind.FLOAT) && dice.chance(0.6)) {
                code.load(scope.variable(Kind.FLOAT));
            } else {
                literal();
            }
            return;
        }
        switch (dice.weighted(24, 8, 12, 5, 4, 4, 3, 3, 2)) {
            case 0 -> {
                mixed(depth - 1);
                floating(depth - 1);
                code.op(dice.of("add", "sub", "mul"));
            }
            case 1 -> {
                mixed(depth - 1);
                if (!scope.risky()) {
                    floating(depth - 1);
                    code.op("dup");
                    code.op("mul");
                    code.op("push_float", "value", 0.5);
                    code.op("add");
                } else {
                    floating(depth - 1);
                }
                code.op(dice.of("div", "mod"));
            }
            case 2 -> {
                mixed(depth - 1);
                code.op(dice.of("math_sqrt", "math_abs", "math_round", "math_floor", "math_ceil"));
            }
            case 3 -> {
                floating(depth - 1);
                code.op("neg");
            }
            case 4 -> {
                expressions.some(depth - 1);
                code.op("cast", "type", dice.of("float", "f64"));
            }
            case 5 -> {
                expressions.emit(Kind.MAP, depth - 1);
                code.op("get_field", "name", "x");
            }
            case 6 -> {
                expressions.emit(dice.of(Kind.FLOATS, Kind.INTS, Kind.MIXED), depth - 1);
                expressions.emit(Kind.FLOATS, depth - 1);
                code.op("vec_dot");
            }
            case 7 -> {
                mixed(depth - 1);
                code.op("push_float", "value", dice.of(2.0, 3.0, 0.5, -1.0, 0.0, 7.25));
                code.op("math_pow");
            }
            default -> {
                expressions.containers().matrixProduct(depth - 1);
                code.pushInt(0);
                code.op("arr_get");
                code.pushInt(-1);
                code.op("arr_get");
            }
        }
    }

    /** An int or a float. */
    void mixed(int depth) {
        if (dice.chance(0.4)) {
            integer(depth, VARIABLE_BITS);
        } else {
            floating(depth);
        }
    }

    private void literal() {
        switch (dice.below(4)) {
            case 0 -> code.op("push_float", "value", dice.number(12) / 8.0);
            case 1 -> code.op("push_float", "value", dice.number(30) / 1000.0);
            case 2 -> {
                // An int where a float is due is allowed.
                code.op("push_float", "value", dice.number(20));
            }
            default ->
                    code.op(
                            "push_float",
                            "value",
                            dice.of(
                                    0.1,
                                    -0.0,
                                    1e21,
                                    1e-7,
                                    Double.MIN_VALUE,
                                    Double.MAX_VALUE,
                                    9007199254740992.0,
                                    0.3));
        }
    }
}
