package org.trufflecasm.tck.generator;

import java.util.ArrayList;
import java.util.List;

/** Arrays, maps and the other collections. */
final class Containers {
    /** Fields besides {@code n} and {@code x}. */
    private static final List<String> FIELDS = List.of("a", "b", "c", "key", "é", "a b");

    private final Scope scope;
    private final Emitter code;
    private final Dice dice;
    private final Expressions expressions;

    Containers(Scope scope, Expressions expressions) {
        this.scope = scope;
        this.code = scope.code;
        this.dice = scope.dice;
        this.expressions = expressions;
    }

    /** Leaves an array of that kind. */
    void array(Kind kind, int depth) {
        if (scope.has(kind) && dice.chance(depth > 0 ? 0.5 : 0.8)) {
            code.load(scope.variable(kind));
            return;
        }
        switch (kind == Kind.MIXED || depth <= 0 ? 3 : dice.below(4)) {
            case 0 -> {
                if (kind == Kind.INTS) {
                    long first = dice.number(8);
                    code.pushInt(first);
                    code.pushInt(first + dice.between(1, 6));
                    code.op("make_range");
                } else {
                    newArray(kind, depth);
                }
            }
            case 1 -> {
                if (kind == Kind.STRINGS) {
                    expressions.emit(Kind.STR, depth - 1);
                    code.pushStr(dice.of(",", "a", "b "));
                    code.op("str_split");
                } else {
                    newArray(kind, depth);
                }
            }
            case 2 -> {
                if (kind == Kind.FLOATS) {
                    expressions.emit(dice.of(Kind.FLOATS, Kind.INTS), depth - 1);
                    expressions.emit(Kind.FLOATS, depth - 1);
                    code.op("vec_add");
                } else {
                    newArray(kind, depth);
                }
            }
            default -> newArray(kind, depth);
        }
    }

    private void newArray(Kind kind, int depth) {
        fill(dice.between(1, 5), () -> element(kind, depth - 1));
    }

    /** Leaves something that may be an element of such an array. */
    void element(Kind array, int depth) {
        if (array != Kind.MIXED) {
            expressions.emit(array.element(), depth);
        } else if (dice.chance(0.1) && scope.loops == 0) {
            expressions.emit(Kind.ANY, depth);
        } else {
            expressions.some(depth);
        }
    }

    /** Array or string → one of its elements; it must not be empty. Negative indices happen. */
    void elementOf() {
        index();
        code.op("arr_get");
    }

    /** Array or string a → a i, with an index that fits; a must not be empty. */
    void index() {
        if (scope.risky()) {
            expressions.emit(dice.of(Kind.INT, Kind.INT, Kind.ANY), 0);
            return;
        }
        if (dice.chance(0.3)) {
            code.pushInt(dice.of(0, -1));
            return;
        }
        code.op("dup");
        code.op("arr_len");
        expressions.emit(Kind.INT, 1);
        code.op("swap");
        code.op("mod");
    }

    /** Leaves a map with at least the fields {@code n} and {@code x}. */
    void map(int depth) {
        if (scope.has(Kind.MAP) && dice.chance(0.7)) {
            code.load(scope.variable(Kind.MAP));
            return;
        }
        List<String> fields = new ArrayList<>(List.of("n", "x"));
        for (int i = dice.below(4); i > 0; i--) {
            fields.add(dice.below(fields.size() + 1), dice.of(FIELDS));
        }
        if (scope.uses(Feature.IR_ONLY) && dice.chance(0.25)) {
            for (String field : fields) {
                code.pushStr(field);
                fieldValue(field, depth - 1);
            }
            code.op("make_map", "count", (long) fields.size());
            return;
        }
        if (!scope.uses(Feature.IR_ONLY) || dice.chance(0.5)) {
            code.op("new_obj");
        } else {
            code.op("new_struct", "name", dice.of("Point", "Node"));
        }
        for (String field : fields) {
            fieldValue(field, depth - 1);
            code.op("set_field", dice.chance(0.2) ? "field" : "name", field);
        }
    }

    String field() {
        return switch (dice.below(5)) {
            case 0 -> "n";
            case 1 -> "x";
            default -> dice.of(FIELDS);
        };
    }

    /** Leaves a value that suits a field. */
    void fieldValue(String field, int depth) {
        switch (field) {
            case "n" -> expressions.emit(Kind.INT, depth);
            case "x" -> expressions.emit(Kind.FLOAT, depth);
            default -> {
                if (dice.chance(0.15) && scope.loops == 0) {
                    expressions.emit(Kind.ANY, depth);
                } else {
                    expressions.some(depth);
                }
            }
        }
    }

    /** Leaves the product of two matrices of fitting sizes: an array of arrays. */
    void matrixProduct(int depth) {
        int inner = dice.between(1, 3);
        matrix(dice.between(1, 3), inner, depth);
        matrix(inner, dice.between(1, 3), depth);
        code.op("mat_mul");
    }

    private void matrix(int rows, int columns, int depth) {
        fill(rows, () -> fill(columns, () -> expressions.numbers().mixed(Math.min(depth, 1))));
    }

    private void fill(int size, Runnable element) {
        if (scope.hintedArrays) {
            code.op("new_array", "size", (long) size);
        }
        for (int i = 0; i < size; i++) {
            element.run();
            if (scope.hintedArrays) {
                code.op("array_push");
            }
        }
        if (!scope.hintedArrays) {
            code.op("new_array", "size", (long) size);
        }
    }

    /** Leaves something that has to do with an array, list, tuple or vector of its own. */
    void oddity(int depth) {
        switch (dice.below(6)) {
            case 0 -> {
                fill(0, () -> {});
                code.op("array_pop");
            }
            case 1 -> fill(dice.below(2), () -> fill(dice.below(3), () -> expressions.some(0)));
            case 2 -> {
                built(dice.of("tuple", "list", "vector"), dice.between(1, 4), depth);
                elementOf();
            }
            case 3 -> {
                built(dice.of("list", "vector"), dice.between(1, 4), depth);
                index();
                expressions.some(depth - 1);
                code.op("arr_set");
            }
            case 4 -> {
                collection(depth);
                code.op("arr_len");
            }
            default -> {
                long first = dice.number(5);
                code.pushInt(first);
                code.pushInt(first + dice.between(-3, 3));
                code.op("make_range");
            }
        }
    }

    /** Leaves a tuple, list, vector or set. */
    void collection(int depth) {
        built(dice.of("tuple", "list", "vector", "set"), dice.below(5), depth);
    }

    private void built(String type, int size, int depth) {
        if (scope.building == Scope.Building.LITERAL) {
            for (int i = 0; i < size; i++) {
                expressions.some(depth - 1);
            }
            code.op("new_" + type, "size", (long) size);
            return;
        }
        code.op("new_" + type, "size", (long) size);
        for (int i = 0; i < size; i++) {
            if (scope.building == Scope.Building.DUPLICATE) {
                code.op("dup");
            }
            expressions.some(depth - 1);
            code.op(type + "_push");
        }
    }
}
