package org.trufflecasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;

/**
 * The operations on collections for operands of any kind. The receiver is checked first, then the
 * index; failures are {@link GuestException}s (TypeError, IndexOutOfRange, MemoryQuota) at the node
 * {@code location}.
 */
public final class CollectionFunctions {
    private static final String ARRAY = "array";

    private CollectionFunctions() {}

    /**
     * {@code arr_get}: an element of an array, tuple, list or vector; one code point of a str; the
     * value of a key of a map, null where it is missing. Negative indices count from the end.
     */
    @TruffleBoundary
    public static Object arrGet(
            Object container, Object index, Semantics semantics, Node location) {
        semantics.arena().borrows().checkRead(container, location);
        if (container instanceof CasmArray array && array.kind() != ArrayKind.SET) {
            return array.get(index(index, array.size(), semantics, location));
        }
        if (container instanceof CasmString text) {
            return text.at(index(index, text.length(), semantics, location));
        }
        if (container instanceof CasmMap map) {
            Object value = map.get(key(index, semantics, location));
            return value == null ? CasmNull.INSTANCE : value;
        }
        throw wrongType(ARRAY, container, semantics, location);
    }

    /**
     * {@code arr_set}: replaces an element of an array, list or vector, or sets the value of a key
     * of a map. Negative indices count from the end; nothing but a map grows.
     *
     * @return the container
     */
    @TruffleBoundary
    public static Object arrSet(
            Object container, Object index, Object value, Semantics semantics, Node location) {
        Borrows borrows = semantics.arena().borrows();
        if (container instanceof CasmArray array && isIndexedMutable(array.kind())) {
            borrows.checkWrite(array, location);
            array.set(index(index, array.size(), semantics, location), value);
        } else if (container instanceof CasmMap map) {
            borrows.checkWrite(map, location);
            put(map, key(index, semantics, location), value, semantics, location);
        } else {
            throw wrongType(ARRAY, container, semantics, location);
        }
        return container;
    }

    /** Sets the value of a key that may be new. */
    public static void put(
            CasmMap map, CasmString key, Object value, Semantics semantics, Node location) {
        if (!map.containsKey(key)) {
            semantics.arena().charge(Arena.SLOT, location);
        }
        map.put(key, value);
    }

    /** {@code arr_len}: the number of elements, of a map's entries, or of a str's code points. */
    @TruffleBoundary
    public static long arrLen(Object container, Semantics semantics, Node location) {
        semantics.arena().borrows().checkRead(container, location);
        return switch (container) {
            case CasmArray array -> array.size();
            case CasmString text -> text.length();
            case CasmMap map -> map.size();
            default -> throw wrongType(ARRAY, container, semantics, location);
        };
    }

    /**
     * {@code arr_push}: appends to an array, list or vector.
     *
     * @return the container
     */
    @TruffleBoundary
    public static Object arrPush(
            Object container, Object value, Semantics semantics, Node location) {
        if (container instanceof CasmArray array && isIndexedMutable(array.kind())) {
            semantics.arena().borrows().checkWrite(array, location);
            push(array, value, semantics, location);
            return array;
        }
        throw wrongType(ARRAY, container, semantics, location);
    }

    /**
     * {@code arr_pop} and {@code array_pop}: removes the last element of an array, list or vector.
     *
     * @return the element, null if there is none
     */
    @TruffleBoundary
    public static Object arrPop(Object container, Semantics semantics, Node location) {
        if (container instanceof CasmArray array && isIndexedMutable(array.kind())) {
            semantics.arena().borrows().checkWrite(array, location);
            return array.pop();
        }
        throw wrongType(ARRAY, container, semantics, location);
    }

    /**
     * {@code make_range}: the ints from one up to another, which is left out; none if the first is
     * not below it.
     */
    @TruffleBoundary
    public static CasmArray makeRange(Object from, Object to, Semantics semantics, Node location) {
        if (!(from instanceof Long first)) {
            throw wrongType("int", from, semantics, location);
        }
        if (!(to instanceof Long end)) {
            throw wrongType("int", to, semantics, location);
        }
        return range(first, end, semantics, location);
    }

    /** As {@link #makeRange} for operands that are known to be ints. */
    @TruffleBoundary
    public static CasmArray range(long from, long to, Semantics semantics, Node location) {
        if (from >= to) {
            semantics.arena().reserveObject(Arena.OBJECT, location);
            return new CasmArray(ArrayKind.ARRAY);
        }
        long count = to - from;
        if (count < 0 || count > CasmArray.MAX_SIZE) { // negative: more than a long can say
            throw GuestException.outOfMemory(location);
        }
        semantics.arena().reserveObject(Arena.OBJECT + Arena.SLOT * count, location);
        int size = (int) count;
        if (from >= Integer.MIN_VALUE && to <= Integer.MAX_VALUE) {
            int[] values = new int[size];
            for (int i = 0; i < size; i++) {
                values[i] = (int) from + i;
            }
            return CasmArray.ofInts(ArrayKind.ARRAY, values, size);
        }
        long[] values = new long[size];
        for (int i = 0; i < size; i++) {
            values[i] = from + i;
        }
        return CasmArray.ofLongs(ArrayKind.ARRAY, values, size);
    }

    /**
     * {@code tuple_push}: a new tuple with one more element.
     *
     * @return the new tuple; the old one is unchanged
     */
    @TruffleBoundary
    public static CasmArray tuplePush(
            Object tuple, Object value, Semantics semantics, Node location) {
        CasmArray shorter = require(ArrayKind.TUPLE, tuple, semantics, location);
        Arena arena = semantics.arena();
        arena.borrows().checkRead(shorter, location);
        arena.reserveObject(Arena.OBJECT + Arena.SLOT * (shorter.size() + 1L), location);
        arena.work(shorter.size(), location);
        CasmArray longer = shorter.copy();
        push(longer, value, semantics, location);
        return longer;
    }

    /**
     * {@code list_push}, {@code vector_push} and {@code set_push}, and the appending forms of all
     * four: changes the collection in place, also a tuple, which is then under construction. A set
     * takes only what is not in it.
     *
     * @param kind what the collection must be
     * @return the collection
     */
    @TruffleBoundary
    public static CasmArray append(
            ArrayKind kind, Object collection, Object value, Semantics semantics, Node location) {
        CasmArray target = require(kind, collection, semantics, location);
        if (kind != ArrayKind.TUPLE) {
            semantics.arena().borrows().checkWrite(target, location);
        }
        if (kind == ArrayKind.SET) {
            chargeForPush(target, semantics, location);
            SetElements.add(target, value, semantics);
        } else {
            push(target, value, semantics, location);
        }
        return target;
    }

    /** Appends to a collection, and accounts its growth. */
    public static void push(CasmArray array, Object value, Semantics semantics, Node location) {
        chargeForPush(array, semantics, location);
        array.push(value);
    }

    private static void chargeForPush(CasmArray array, Semantics semantics, Node location) {
        int more = array.growthOfPush();
        if (more > 0) {
            semantics.arena().charge((long) Arena.SLOT * more, location);
        }
    }

    /**
     * A collection of the given values; a set keeps the first of equal ones.
     *
     * @param values belong to the collection from now on
     */
    @TruffleBoundary
    public static CasmArray newCollection(ArrayKind kind, Object[] values, Semantics semantics) {
        semantics.arena().reserveObject(Arena.OBJECT + (long) Arena.SLOT * values.length, null);
        if (kind != ArrayKind.SET) {
            return CasmArray.of(kind, values);
        }
        CasmArray set = new CasmArray(ArrayKind.SET);
        for (Object value : values) {
            SetElements.add(set, value, semantics);
        }
        return set;
    }

    /**
     * {@code make_map}: a map of keys, by their texts, and values.
     *
     * @param keysAndValues in turn; of equal keys the last value counts, in the first one's place
     */
    @TruffleBoundary
    public static CasmMap makeMap(Object[] keysAndValues, Semantics semantics) {
        semantics
                .arena()
                .reserveObject(Arena.OBJECT + (long) Arena.SLOT * keysAndValues.length / 2, null);
        CasmMap map = CasmMap.create(null);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(semantics.text(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return map;
    }

    private static boolean isIndexedMutable(ArrayKind kind) {
        return switch (kind) {
            case ARRAY, LIST, VECTOR -> true;
            case TUPLE, SET -> false;
        };
    }

    private static CasmArray require(
            ArrayKind kind, Object value, Semantics semantics, Node location) {
        if (value instanceof CasmArray array && array.kind() == kind) {
            return array;
        }
        throw wrongType(kind.typeName(), value, semantics, location);
    }

    private static int index(Object index, int size, Semantics semantics, Node location) {
        if (!(index instanceof Long number)) {
            throw new GuestException(
                    ErrorKind.TypeError,
                    "type error: array index must be int, got " + semantics.typeName(index),
                    location);
        }
        return index(number, size, location);
    }

    /**
     * The position that an index means.
     *
     * @param index negative: counted from the end
     * @param size of the collection
     * @return 0 to size - 1
     * @throws GuestException (IndexOutOfRange) if there is none
     */
    public static int index(long index, int size, Node location) {
        long position = index < 0 ? index + size : index;
        if (position < 0 || position >= size) {
            throw GuestException.indexOutOfRange(index, size, location);
        }
        return (int) position;
    }

    private static CasmString key(Object key, Semantics semantics, Node location) {
        if (key instanceof CasmString text) {
            return text;
        }
        throw wrongType("str", key, semantics, location);
    }

    private static GuestException wrongType(
            String expected, Object value, Semantics semantics, Node location) {
        return GuestException.typeError(expected, semantics.typeName(value), location);
    }
}
