package org.trufflecasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;

/** What values mean in CASM capsules of the Crush family. */
public final class CrushSemantics extends Semantics {
    /** The only instance. */
    public static final CrushSemantics INSTANCE = new CrushSemantics();

    private static final CasmString TRUE = CasmString.literal("true");
    private static final CasmString FALSE = CasmString.literal("false");
    private static final CasmString NULL = CasmString.literal("null");
    private static final CasmString FOREIGN = CasmString.literal("<foreign>");

    private CrushSemantics() {}

    /** A set of values, the first of equal ones, in their order. */
    public static CasmArray setOf(Object[] values) {
        return CollectionFunctions.newCollection(ArrayKind.SET, values, INSTANCE);
    }

    /** {@code foreign} for what is not a value of ours. */
    @Override
    public String typeName(Object value) {
        if (value instanceof Long) {
            return "int";
        }
        if (value instanceof Double) {
            return "float";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        if (value instanceof CasmString) {
            return "str";
        }
        if (value instanceof CasmArray array) {
            return array.kind().typeName();
        }
        if (value instanceof CasmMap) {
            return "map";
        }
        if (value instanceof CasmTask) {
            return "handle";
        }
        if (value instanceof CasmFunction) {
            return "function";
        }
        return value == CasmNull.INSTANCE ? "null" : "foreign";
    }

    /** Zero, null, false and what is empty are false; NaN is true. */
    @Override
    public boolean truth(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof Long number) {
            return number != 0;
        }
        if (value instanceof Double number) {
            return number != 0;
        }
        if (value instanceof CasmString text) {
            return !text.isEmpty();
        }
        if (value instanceof CasmArray array) {
            return array.size() != 0;
        }
        return isFilledOrOther(value);
    }

    @TruffleBoundary
    private static boolean isFilledOrOther(Object value) {
        return value instanceof CasmMap map ? map.size() != 0 : value != CasmNull.INSTANCE;
    }

    @Override
    public CasmString text(Object value) {
        return value instanceof CasmString text ? text : textOf(value);
    }

    @TruffleBoundary
    private static CasmString textOf(Object value) {
        return switch (value) {
            case Long number -> CasmString.of((long) number);
            case Double number -> CasmString.of(FloatText.of(number));
            case Boolean truth -> truth ? TRUE : FALSE;
            case CasmNull none -> NULL;
            case CasmArray array -> ContainerText.of(array);
            case CasmMap map -> ContainerText.of(map);
            case CasmFunction function -> CasmString.of(function.text());
            default -> FOREIGN;
        };
    }

    /**
     * Structural for containers of one type, order counting except in maps; an int and a float are
     * compared as floats; other types are never equal to each other. A map's class name does not
     * count.
     */
    @Override
    @TruffleBoundary
    public boolean equal(Object left, Object right) {
        return Equality.of(left, right);
    }
}
