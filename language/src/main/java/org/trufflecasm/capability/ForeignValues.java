package org.trufflecasm.capability;

import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.core.Limits;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.ArrayKind;
import org.trufflecasm.runtime.CasmArray;
import org.trufflecasm.runtime.CasmFunction;
import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.CasmTagged;
import org.trufflecasm.runtime.CasmTask;

/**
 * Copies what another language gives into values of the guest, which count against the memory of
 * the run: each is accounted before it is made. What is the guest's own comes back as the same
 * object.
 */
public final class ForeignValues {
    /** The most values in one result. */
    private static final int MAX_VALUES = 1 << 20;

    private static final InteropLibrary INTEROP = InteropLibrary.getUncached();

    private final Arena arena;
    private final Node location;
    private final CallArena call;

    /** Where what has no form stays what it is; null where it has to have one. */
    private final CapabilityContext context;

    /** What is copied, as messages call it. */
    private final String what;

    /** Whether a float that is whole becomes an int. */
    private final boolean wholeNumbers;

    private int values;

    private ForeignValues(
            Arena arena,
            Node location,
            CallArena call,
            CapabilityContext context,
            String what,
            boolean wholeNumbers) {
        this.arena = arena;
        this.location = location;
        this.call = call;
        this.context = context;
        this.what = what;
        this.wholeNumbers = wholeNumbers;
    }

    /** A value has no form in the guest. */
    public static final class NoFormException extends Exception {
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
    public static Object toGuest(Object value, Arena arena, Node location) throws NoFormException {
        return new ForeignValues(arena, location, null, null, "its result", true).copied(value);
    }

    /**
     * The guest's form of what a capability of another language gives: as {@link #toGuest}, but
     * what has no form stays what it is, opaque to the capsule; and views of the call are the
     * objects that they show.
     *
     * @param call the call, which pays for the copy
     * @param wholeNumbers whether a float that is whole becomes an int
     * @throws org.trufflecasm.error.GuestException (MemoryQuota) if there is no room for it;
     *     (InvalidReference) for a view of another call
     */
    static Object resultOf(Object value, CallArena call, boolean wholeNumbers)
            throws NoFormException {
        return new ForeignValues(
                        call.account(), null, call, call.context(), "its result", wholeNumbers)
                .copied(value);
    }

    /**
     * The guest's form of an argument with which another language calls a function of the guest: as
     * {@link #resultOf}, but views may be those of any call that has not returned.
     *
     * @param location where a failure is reported
     */
    public static Object argumentOf(Object value, CapabilityContext context, Node location)
            throws NoFormException {
        return new ForeignValues(context.arena(), location, null, context, "an argument", false)
                .copied(value);
    }

    private Object copied(Object value) throws NoFormException {
        try {
            return copy(value, 0);
        } catch (InteropException broken) {
            throw new NoFormException(what + " cannot be read: " + broken.getMessage());
        }
    }

    private Object copy(Object value, int depth) throws InteropException, NoFormException {
        if (value instanceof BorrowedView view) {
            return view.resolve(call);
        }
        if (isOfGuest(value)) {
            return value;
        }
        if (++values > MAX_VALUES || depth > Limits.MAX_NESTING) {
            throw new NoFormException(what + " is too large, or contains itself");
        }
        arena.work(1, location);
        if (context != null && context.isOpaque(value)) {
            return value;
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
            return string(INTEROP.asString(value));
        }
        if (INTEROP.hasArrayElements(value)) {
            return array(value, depth);
        }
        if (INTEROP.hasHashEntries(value)) {
            return mapOfEntries(value, depth);
        }
        if (INTEROP.hasMembers(value) && !isSomethingToUse(value)) {
            return map(value, depth);
        }
        if (context != null) {
            return value;
        }
        throw new NoFormException(what + " has no form in a capsule");
    }

    /** Not a value of another language, nor one of another context, which is foreign as well. */
    static boolean isOfGuest(Object value) {
        return value instanceof CasmArray
                || value instanceof CasmMap
                || value instanceof CasmFunction
                || value instanceof CasmTagged
                || value instanceof CasmTask;
    }

    /** Whether the members of an object are not what it consists of. */
    private static boolean isSomethingToUse(Object value) {
        return INTEROP.isExecutable(value)
                || INTEROP.isInstantiable(value)
                || INTEROP.isMetaObject(value)
                || INTEROP.isException(value)
                || INTEROP.hasIterator(value)
                || INTEROP.isIterator(value)
                || INTEROP.isDate(value)
                || INTEROP.isTime(value)
                || INTEROP.isTimeZone(value)
                || INTEROP.isDuration(value);
    }

    private CasmString string(String text) {
        CasmString result = CasmString.of(text);
        arena.reserveObject(result.accountedBytes(), location);
        return result;
    }

    private Object number(Object value) throws InteropException, NoFormException {
        if (value instanceof Double || value instanceof Float) {
            double number = INTEROP.asDouble(value);
            return wholeNumbers && ForeignFunction.isWhole(number)
                    ? (Object) (long) number
                    : number;
        }
        if (INTEROP.fitsInLong(value)) {
            return INTEROP.asLong(value);
        }
        if (INTEROP.fitsInDouble(value)) {
            return INTEROP.asDouble(value);
        }
        if (context != null) {
            return value;
        }
        throw new NoFormException(what + " is a number that fits neither int nor float");
    }

    private CasmArray array(Object value, int depth) throws InteropException, NoFormException {
        long size = INTEROP.getArraySize(value);
        if (size > MAX_VALUES - values) {
            throw new NoFormException(what + " is too large, or contains itself");
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

    /** A map; where that may be, what has other keys than texts stays what it is. */
    private Object mapOfEntries(Object value, int depth) throws InteropException, NoFormException {
        long size = INTEROP.getHashSize(value);
        arena.reserveObject(Arena.OBJECT + Arena.SLOT * Math.max(0, size), location);
        CasmMap map = CasmMap.create(null);
        Object entries = INTEROP.getHashEntriesIterator(value);
        while (INTEROP.hasIteratorNextElement(entries)) {
            Object entry = INTEROP.getIteratorNextElement(entries);
            Object key = INTEROP.readArrayElement(entry, 0);
            if (!INTEROP.isString(key)) {
                if (context != null) {
                    return value;
                }
                throw new NoFormException(what + " has a key that is not a string");
            }
            map.put(
                    string(INTEROP.asString(key)),
                    copy(INTEROP.readArrayElement(entry, 1), depth + 1));
        }
        return map;
    }
}
