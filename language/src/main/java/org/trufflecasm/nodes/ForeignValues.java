package org.trufflecasm.nodes;

import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import org.trufflecasm.core.Limits;
import org.trufflecasm.runtime.ArrayKind;
import org.trufflecasm.runtime.CasmArray;
import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;

/** Copies what a block of another language gives into values of the guest. */
final class ForeignValues {
    /** The most values in one result. */
    private static final int MAX_VALUES = 1 << 20;

    private static final InteropLibrary INTEROP = InteropLibrary.getUncached();

    private int values;

    private ForeignValues() {}

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
     */
    static Object toGuest(Object value) throws NoFormException {
        try {
            return new ForeignValues().copy(value, 0);
        } catch (InteropException broken) {
            throw new NoFormException("its result cannot be read: " + broken.getMessage());
        }
    }

    private Object copy(Object value, int depth) throws InteropException, NoFormException {
        if (++values > MAX_VALUES || depth > Limits.MAX_NESTING) {
            throw new NoFormException("its result is too large, or contains itself");
        }
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
            return CasmString.of(INTEROP.asString(value));
        }
        if (INTEROP.hasArrayElements(value)) {
            return array(value, depth);
        }
        if (INTEROP.hasMembers(value) && !INTEROP.isExecutable(value)) {
            return map(value, depth);
        }
        throw new NoFormException("its result has no form in a capsule");
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
        Object[] elements = new Object[(int) size];
        for (int i = 0; i < size; i++) {
            elements[i] = copy(INTEROP.readArrayElement(value, i), depth + 1);
        }
        return CasmArray.of(ArrayKind.ARRAY, elements);
    }

    private CasmMap map(Object value, int depth) throws InteropException, NoFormException {
        CasmMap map = CasmMap.create(null);
        Object names = INTEROP.getMembers(value);
        long size = INTEROP.getArraySize(names);
        for (long i = 0; i < size; i++) {
            String name = INTEROP.asString(INTEROP.readArrayElement(names, i));
            if (INTEROP.isMemberReadable(value, name)) {
                map.put(CasmString.of(name), copy(INTEROP.readMember(value, name), depth + 1));
            }
        }
        return map;
    }
}
