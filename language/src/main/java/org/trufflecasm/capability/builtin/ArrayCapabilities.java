package org.trufflecasm.capability.builtin;

import java.util.List;
import org.trufflecasm.capability.CapabilityContext;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.capability.PureFunction;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.ArrayKind;
import org.trufflecasm.runtime.CasmArray;
import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.CollectionFunctions;

/**
 * The array functions without a namespace, which need no permission (specification §5). Unlike the
 * operations of the same names they ignore an index out of range.
 */
public final class ArrayCapabilities {
    private static final long DEFAULT_RANGE = 100;

    /** All of them. */
    public static final List<HostFunction> ALL =
            List.of(
                    new PureFunction("append", ArrayCapabilities::append),
                    new PureFunction("push", ArrayCapabilities::append),
                    new PureFunction("arr_set", ArrayCapabilities::set),
                    new PureFunction("arr_get", ArrayCapabilities::get),
                    new PureFunction("arr_slice", ArrayCapabilities::slice),
                    new PureFunction("make_range", ArrayCapabilities::range));

    private ArrayCapabilities() {}

    private static Object append(CapabilityContext context, Object[] v) {
        return CollectionFunctions.arrPush(v[0], v[1], context.semantics(), null);
    }

    private static Object set(CapabilityContext context, Object[] v) {
        if (v[0] instanceof CasmMap map) {
            context.arena().borrows().checkWrite(map, null);
            CollectionFunctions.put(map, key(context, v[1]), v[2], context.semantics(), null);
            return map;
        }
        CasmArray array = array(context, v[0]);
        context.arena().borrows().checkWrite(array, null);
        long index = index(context, v[1]);
        if (index >= 0 && index < array.size()) {
            array.set((int) index, v[2]);
        }
        return array;
    }

    private static Object get(CapabilityContext context, Object[] v) {
        if (v[0] instanceof CasmMap map) {
            Object value = map.get(key(context, v[1]));
            return value == null ? CasmNull.INSTANCE : value;
        }
        CasmArray array = array(context, v[0]);
        long index = index(context, v[1]);
        return index >= 0 && index < array.size() ? array.get((int) index) : CasmNull.INSTANCE;
    }

    private static Object slice(CapabilityContext context, Object[] v) {
        CasmArray array = array(context, v[0]);
        long start = bound(context, v[1], 0, array.size());
        long end =
                bound(context, v.length > 2 ? v[2] : CasmNull.INSTANCE, array.size(), array.size());
        long size = Math.max(0, end - start);
        context.arena().reserveObject(Arena.OBJECT + Arena.SLOT * size, null);
        CasmArray slice = new CasmArray(ArrayKind.ARRAY);
        for (long i = start; i < end; i++) {
            context.arena().work(1, null);
            slice.push(array.get((int) i));
        }
        return slice;
    }

    private static long bound(CapabilityContext context, Object value, long absent, long size) {
        return value == CasmNull.INSTANCE ? absent : Math.clamp(index(context, value), 0, size);
    }

    private static Object range(CapabilityContext context, Object[] v) {
        long first = v.length < 2 ? 0 : integer(context, v[0]);
        long end = v.length == 0 ? DEFAULT_RANGE : integer(context, v[v.length - 1]);
        return CollectionFunctions.range(first, end, context.semantics(), null);
    }

    private static CasmArray array(CapabilityContext context, Object value) {
        if (value instanceof CasmArray array && array.kind() == ArrayKind.ARRAY) {
            return array;
        }
        throw GuestException.typeError("array", context.typeName(value), null);
    }

    private static CasmString key(CapabilityContext context, Object value) {
        if (value instanceof CasmString key) {
            return key;
        }
        throw GuestException.typeError("str", context.typeName(value), null);
    }

    private static long index(CapabilityContext context, Object value) {
        if (value instanceof Long index) {
            return index;
        }
        throw new GuestException(
                ErrorKind.TypeError,
                "type error: array index must be int, got " + context.typeName(value),
                null);
    }

    private static long integer(CapabilityContext context, Object value) {
        if (value instanceof Long number) {
            return number;
        }
        throw GuestException.typeError("int", context.typeName(value), null);
    }
}
