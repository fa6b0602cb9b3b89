package org.trufflecasm.nodes;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.trufflecasm.core.Op;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.ArrayKind;
import org.trufflecasm.runtime.CasmFunction;
import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.Casts;
import org.trufflecasm.runtime.CollectionFunctions;
import org.trufflecasm.runtime.FamilyFunction;
import org.trufflecasm.runtime.MathFunctions;
import org.trufflecasm.runtime.StringFunctions;

/** The {@link Builtin} of each rare operation of the table. */
public final class Builtins {
    private static final Map<Op, Builtin> TABLE = new EnumMap<>(Op.class);

    static {
        TABLE.put(Op.THROW, Throwing.THROW);
        TABLE.put(Op.RET_MANY, (v, s, at) -> v.clone());
        TABLE.put(Op.PRINT, PrintWithoutLineEnd.INSTANCE);
        TABLE.put(Op.PRINT_LINE, PrintLine.INSTANCE);
        TABLE.put(Op.TEXT_OF, (v, s, at) -> s.text(v[0]));
        TABLE.put(Op.MATH_POW, (v, s, at) -> MathFunctions.pow(v[0], v[1], s, at));
        TABLE.put(Op.MATH_SQRT, (v, s, at) -> MathFunctions.sqrt(v[0], s, at));
        TABLE.put(Op.MATH_ABS, (v, s, at) -> MathFunctions.abs(v[0], s, at));
        TABLE.put(Op.MATH_ROUND, (v, s, at) -> MathFunctions.round(v[0], s, at));
        TABLE.put(Op.MATH_FLOOR, (v, s, at) -> MathFunctions.floor(v[0], s, at));
        TABLE.put(Op.MATH_CEIL, (v, s, at) -> MathFunctions.ceil(v[0], s, at));
        TABLE.put(Op.VEC_ADD, (v, s, at) -> MathFunctions.vecAdd(v[0], v[1], s, at));
        TABLE.put(Op.VEC_DOT, (v, s, at) -> MathFunctions.vecDot(v[0], v[1], s, at));
        TABLE.put(Op.MAT_MUL, (v, s, at) -> MathFunctions.matMul(v[0], v[1], s, at));

        TABLE.put(
                Op.NEW_ARRAY,
                (v, s, at) -> CollectionFunctions.newCollection(ArrayKind.ARRAY, v, s));
        TABLE.put(
                Op.NEW_TUPLE,
                (v, s, at) -> CollectionFunctions.newCollection(ArrayKind.TUPLE, v, s));
        TABLE.put(
                Op.NEW_LIST, (v, s, at) -> CollectionFunctions.newCollection(ArrayKind.LIST, v, s));
        TABLE.put(
                Op.NEW_VECTOR,
                (v, s, at) -> CollectionFunctions.newCollection(ArrayKind.VECTOR, v, s));
        TABLE.put(Op.NEW_SET, (v, s, at) -> CollectionFunctions.newCollection(ArrayKind.SET, v, s));
        TABLE.put(Op.ARR_POP_VALUE, (v, s, at) -> CollectionFunctions.arrPop(v[0], s, at));
        TABLE.put(Op.MAKE_RANGE, (v, s, at) -> CollectionFunctions.makeRange(v[0], v[1], s, at));
        TABLE.put(Op.TUPLE_PUSH, (v, s, at) -> CollectionFunctions.tuplePush(v[0], v[1], s, at));
        TABLE.put(
                Op.LIST_PUSH,
                (v, s, at) -> CollectionFunctions.append(ArrayKind.LIST, v[0], v[1], s, at));
        TABLE.put(
                Op.VECTOR_PUSH,
                (v, s, at) -> CollectionFunctions.append(ArrayKind.VECTOR, v[0], v[1], s, at));
        TABLE.put(
                Op.SET_PUSH,
                (v, s, at) -> CollectionFunctions.append(ArrayKind.SET, v[0], v[1], s, at));
        TABLE.put(
                Op.TUPLE_APPEND,
                (v, s, at) -> CollectionFunctions.append(ArrayKind.TUPLE, v[0], v[1], s, at));
        TABLE.put(
                Op.LIST_APPEND,
                (v, s, at) -> CollectionFunctions.append(ArrayKind.LIST, v[0], v[1], s, at));
        TABLE.put(
                Op.VECTOR_APPEND,
                (v, s, at) -> CollectionFunctions.append(ArrayKind.VECTOR, v[0], v[1], s, at));
        TABLE.put(
                Op.SET_APPEND,
                (v, s, at) -> CollectionFunctions.append(ArrayKind.SET, v[0], v[1], s, at));
        TABLE.put(Op.MAKE_MAP, (v, s, at) -> CollectionFunctions.makeMap(v, s));
        TABLE.put(Op.TYPE_OF, (v, s, at) -> CasmString.of(s.typeName(v[0])));

        TABLE.put(
                Op.BORROW,
                (v, s, at) -> {
                    s.arena().borrows().borrow(v[0], s, at);
                    return v[0];
                });
        TABLE.put(
                Op.BORROW_MUT,
                (v, s, at) -> {
                    s.arena().borrows().borrowMutably(v[0], s, at);
                    return v[0];
                });
        TABLE.put(
                Op.RELEASE,
                (v, s, at) -> {
                    s.arena().borrows().release(v[0], s, at);
                    return v[0];
                });
        TABLE.put(
                Op.RELEASE_MUT,
                (v, s, at) -> {
                    s.arena().borrows().releaseMutably(v[0], s, at);
                    return v[0];
                });

        TABLE.put(Op.STR_CONTAINS, (v, s, at) -> StringFunctions.contains(v[0], v[1], s));
        TABLE.put(Op.STR_STARTS_WITH, (v, s, at) -> StringFunctions.startsWith(v[0], v[1], s));
        TABLE.put(Op.STR_ENDS_WITH, (v, s, at) -> StringFunctions.endsWith(v[0], v[1], s));
        TABLE.put(Op.STR_SPLIT, (v, s, at) -> StringFunctions.split(v[0], v[1], s));
        TABLE.put(Op.STR_REPLACE, (v, s, at) -> StringFunctions.replace(v[0], v[1], v[2], s));
        TABLE.put(Op.STR_JOIN, (v, s, at) -> StringFunctions.join(v[0], v[1], s, at));
        TABLE.put(Op.STR_TO_UPPER, (v, s, at) -> StringFunctions.toUpper(v[0], s));
        TABLE.put(Op.STR_TO_LOWER, (v, s, at) -> StringFunctions.toLower(v[0], s));
        TABLE.put(Op.STR_TRIM, (v, s, at) -> StringFunctions.trim(v[0], s));
    }

    private Builtins() {}

    /**
     * The builtin that does {@code op}, or null if the operation has bytecode of its own or needs
     * an operand.
     */
    public static Builtin of(Op op) {
        return TABLE.get(op);
    }

    /** A function that captures the operands. */
    public static Builtin closure(LinkedProgram program, int function) {
        CasmFunction.Code code = program.functionValue(function).code();
        return (v, s, at) -> CasmFunction.closure(code, v);
    }

    /** Puts a value into the program's export table. */
    public static Builtin exportVariable(LinkedProgram program, String name) {
        return (v, s, at) -> {
            program.exports().put(name, v[0]);
            return CasmNull.INSTANCE;
        };
    }

    /** Reads the program's export table, then those of capsules that ran before. */
    public static Builtin importVariable(LinkedProgram program, String name) {
        return (v, s, at) -> {
            Object value = program.exports().find(name);
            if (value == null) {
                throw GuestException.uninitialized("variable '" + name + "'", at);
            }
            return value;
        };
    }

    /** Writes a variable of the program. */
    public static Builtin storeGlobal(LinkedProgram program, String name) {
        int number = program.globalNumber(name);
        return (v, s, at) -> {
            program.globals().set(number, v[0]);
            return CasmNull.INSTANCE;
        };
    }

    /** Reads a variable of the program. */
    public static Builtin loadGlobal(LinkedProgram program, String name) {
        int number = program.globalNumber(name);
        return (v, s, at) -> {
            Object value = program.globals().value(number);
            if (value == null) {
                throw s.unsetGlobal(name, at);
            }
            return value;
        };
    }

    /** Calls a function that comes with the program's family. */
    public static Builtin familyFunction(LinkedProgram program, String name) {
        FamilyFunction function = Objects.requireNonNull(program.semantics().function(name), name);
        return (v, s, at) -> function.call(v, at);
    }

    /** One of several results of a call. */
    public static Builtin part(int index) {
        return (v, s, at) -> ((Object[]) v[0])[index];
    }

    /** What a handler receives for a failure. */
    public static Builtin caught() {
        return Throwing.CAUGHT;
    }

    /** {@code cast} to a named type. */
    public static Builtin cast(String target) {
        return (v, s, at) -> Casts.cast(v[0], target, s, at);
    }

    /** Makes a map with a class name. */
    public static Builtin newStruct(String className) {
        CasmString name = CasmString.literal(className);
        return (v, s, at) -> {
            s.arena().reserveObject(Arena.OBJECT, at);
            return CasmMap.create(name);
        };
    }
}
