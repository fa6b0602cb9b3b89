package org.trufflecasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;

/** What values mean in CASM capsules of the Crush family. */
public final class CrushSemantics extends Semantics {
    private static final CasmString NULL = CasmString.literal("null");

    /**
     * The rules in one context.
     *
     * @param arena the account of its objects
     */
    public CrushSemantics(Arena arena) {
        super(arena);
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
        if (value instanceof CasmTagged) {
            return "tagged";
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
            arena().borrows().checkRead(array, null);
            return array.size() != 0;
        }
        return isFilledOrOther(value);
    }

    @TruffleBoundary
    private boolean isFilledOrOther(Object value) {
        arena().borrows().checkRead(value, null);
        return value instanceof CasmMap map ? map.size() != 0 : value != CasmNull.INSTANCE;
    }

    @Override
    @TruffleBoundary
    CasmString textOf(Object value) {
        return switch (value) {
            case Long number -> {
                reserveNumberText();
                yield CasmString.of((long) number);
            }
            case Double number -> {
                reserveNumberText();
                yield CasmString.of(FloatText.of(number));
            }
            case Boolean truth -> textOf((boolean) truth);
            case CasmNull none -> NULL;
            case CasmArray array -> ContainerText.of(array, arena());
            case CasmMap map -> ContainerText.of(map, arena());
            case CasmTagged tagged -> ContainerText.of(tagged, arena());
            case CasmFunction function -> CasmString.of(function.text());
            case CasmTask task -> CasmString.of(task.toString());
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
        long mark = arena().mark();
        try {
            return Equality.of(left, right, arena());
        } finally {
            arena().settle(mark);
        }
    }

    @Override
    public Object add(Object left, Object right, Node location) {
        return Arithmetic.add(left, right, this, location);
    }

    @Override
    public Object sub(Object left, Object right, Node location) {
        return Arithmetic.sub(left, right, this, location);
    }

    @Override
    public Object mul(Object left, Object right, Node location) {
        return Arithmetic.mul(left, right, this, location);
    }

    @Override
    public Object div(Object left, Object right, Node location) {
        return Arithmetic.div(left, right, this, location);
    }

    @Override
    public Object mod(Object left, Object right, Node location) {
        return Arithmetic.mod(left, right, this, location);
    }

    @Override
    public boolean lt(Object left, Object right, Node location) {
        return Arithmetic.lt(left, right, this, location);
    }

    @Override
    public boolean le(Object left, Object right, Node location) {
        return Arithmetic.le(left, right, this, location);
    }

    @Override
    public boolean gt(Object left, Object right, Node location) {
        return Arithmetic.gt(left, right, this, location);
    }

    @Override
    public boolean ge(Object left, Object right, Node location) {
        return Arithmetic.ge(left, right, this, location);
    }

    @Override
    public Object neg(Object value, Node location) {
        return Arithmetic.neg(value, this, location);
    }
}
