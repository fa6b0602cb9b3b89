package org.trufflecasm.nodes;

import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.core.Limits;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.ArrayKind;
import org.trufflecasm.runtime.CasmArray;
import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;

/**
 * Copies what a block of another language gives into values of the guest, which count against the
 * memory of the run: each is accounted before it is made.
 */
final class ForeignValues {
    /** The most values in one result. */
    private static final int MAX_VALUES = 1 << 20;

    private static final InteropLibrary INTEROP = InteropLibrary.getUncached();

    private final Arena arena;
    private final Node location;
    private int values;

    private ForeignValues(Arena arena, Node location) {
        this.arena = arena;
        this.location = location;
    }

    /** A value has no form in the guest. */
    static final class NoFormException extends Exception {
        private static final long serialVersionUID = 1L;

        NoFormException(String message) {
            super(message);
        }
    }

    /**
     * The guest's form of a value: null, bool, int, float or str; an array for what has elements; a
     * map for what has members.
     *
     * @param arena pays for the copy
     * @param location where a failure is reported
     * @throws org.trufflecasm.error.GuestException (MemoryQuota) if there is no room for it
     */
    static Object toGuest(Object value, Arena arena, Node location) throws NoFormException {
        try {
            return new ForeignValues(arena, location).copy(value, 0);
        } catch (InteropException broken) {
            throw new NoFormException("its result cannot be read: " + broken.getMessage());
        }
    }

    private Object copy(Object value, int depth) throws InteropException, NoFormException {
        if (++values > MAX_VALUES || depth > Limits.MAX_NESTING) {
            throw new NoFormException("its result is too large, or contains itself");
        }
        arena.work(1, location);
        if (INTEROP.isNull(value)) {
            return CasmNull.INSTANCE;
        }
        if (INTEROP.isBoolean(value)) {
            return INTEROP.asBoolean(value);
        }
        if (INTEROP.isNumber(value)) {
            return number(value);
        }
        if (INTEROP.isString(value)) {
            return string(INTEROP.asString(value));
        }
        if (INTEROP.hasArrayElements(value)) {
            return array(value, depth);
        }
        if (INTEROP.hasMembers(value) && !INTEROP.isExecutable(value)) {
            return map(value, depth);
        }
        throw new NoFormException("its result has no form in a capsule");
    }

    private CasmString string(String text) {
        CasmString result = CasmString.of(text);
        arena.reserveObject(result.accountedBytes(), location);
        return result;
    }

    private static Object number(Object value) throws InteropException, NoFormException {
        if (INTEROP.fitsInLong(value)) {
            return INTEROP.asLong(value);
        }
        if (INTEROP.fitsInDouble(value)) {
            return INTEROP.asDouble(value);
        }
        throw new NoFormException("its result is a number that fits neither int nor float");
    }

    private CasmArray array(Object value, int depth) throws InteropException, NoFormException {
        long size = INTEROP.getArraySize(value);
        if (size > MAX_VALUES - values) {
            throw new NoFormException("its result is too large, or contains itself");
        }
        arena.reserveObject(Arena.OBJECT + Arena.SLOT * size, location);
        Object[] elements = new Object[(int) size];
        for (int i = 0; i < size; i++) {
            elements[i] = copy(INTEROP.readArrayElement(value, i), depth + 1);
        }
        return CasmArray.of(ArrayKind.ARRAY, elements);
    }

    private CasmMap map(Object value, int depth) throws InteropException, NoFormException {
        Object names = INTEROP.getMembers(value);
        long size = INTEROP.getArraySize(names);
        arena.reserveObject(Arena.OBJECT + Arena.SLOT * size, location);
        CasmMap map = CasmMap.create(null);
        for (long i = 0; i < size; i++) {
            String name = INTEROP.asString(INTEROP.readArrayElement(names, i));
            if (INTEROP.isMemberReadable(value, name)) {
                map.put(string(name), copy(INTEROP.readMember(value, name), depth + 1));
            }
        }
        return map;
    }
}
