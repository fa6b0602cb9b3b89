package org.trufflecasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.InvalidArrayIndexException;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.interop.UnsupportedTypeException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import java.util.Arrays;
import org.trufflecasm.error.GuestException;

/**
 * An array, tuple, list, vector or set.
 *
 * <p>Elements lie in one of four arrays, the <em>strategy</em>: {@code int[]} while all are ints of
 * 32 bits, {@code long[]} while all are ints, {@code double[]} while all are floats, otherwise
 * {@code Object[]}. A value that does not fit makes the strategy more general; it never becomes
 * less general again. An empty {@code int[]}, which is how every collection begins, turns into
 * whatever its first element needs. Values keep their kind: 1 and 1.0 never share a {@code
 * double[]}.
 *
 * <p>Nothing here knows which kinds a capsule may change; {@link CollectionFunctions} does. A set
 * is filled by {@link SetElements#add} only.
 *
 * <p>Used by one thread at a time.
 */
@ExportLibrary(InteropLibrary.class)
@SuppressWarnings("static-method")
public final class CasmArray extends GuestValue implements Borrowable {
    /** The most elements a collection may have. */
    public static final int MAX_SIZE = Integer.MAX_VALUE - 16;

    private static final int[] NO_INTS = {};
    private static final int FIRST_CAPACITY = 4;

    private final ArrayKind kind;
    private int borrow;
    private int size;
    private int[] ints;
    private long[] longs;
    private double[] doubles;
    private Object[] objects;

    /** Look-up structure of a large set; null in all others. */
    private SetElements setElements;

    /** An empty collection. */
    public CasmArray(ArrayKind kind) {
        this.kind = kind;
        this.ints = NO_INTS;
    }

    /** An empty collection with room for some ints. */
    public CasmArray(ArrayKind kind, int capacity) {
        this.kind = kind;
        this.ints = new int[capacity];
    }

    private CasmArray(ArrayKind kind, int size, Object[] objects) {
        this.kind = kind;
        this.size = size;
        this.objects = objects;
    }

    /**
     * A collection of the given values, with the most special strategy that holds them.
     *
     * @param kind what it is; for a set, the caller has removed repetitions
     * @param values belong to the collection from now on
     */
    @TruffleBoundary
    public static CasmArray of(ArrayKind kind, Object[] values) {
        int count = values.length;
        int ints = 0;
        int longs = 0;
        int doubles = 0;
        for (Object value : values) {
            if (value instanceof Long number) {
                longs++;
                ints += (int) (long) number == number ? 1 : 0;
            } else if (value instanceof Double) {
                doubles++;
            } else {
                return new CasmArray(kind, count, values);
            }
        }
        if (ints == count) {
            int[] storage = new int[count];
            for (int i = 0; i < count; i++) {
                storage[i] = (int) (long) (Long) values[i];
            }
            return ofInts(kind, storage, count);
        }
        if (longs == count) {
            long[] storage = new long[count];
            for (int i = 0; i < count; i++) {
                storage[i] = (Long) values[i];
            }
            return ofLongs(kind, storage, count);
        }
        if (doubles == count) {
            double[] storage = new double[count];
            for (int i = 0; i < count; i++) {
                storage[i] = (Double) values[i];
            }
            return ofDoubles(kind, storage, count);
        }
        return new CasmArray(kind, count, values);
    }

    /** A collection that takes over an array of ints; {@code size} of them are its elements. */
    public static CasmArray ofInts(ArrayKind kind, int[] values, int size) {
        CasmArray result = new CasmArray(kind, size, null);
        result.ints = values;
        return result;
    }

    /** A collection that takes over an array of ints; {@code size} of them are its elements. */
    public static CasmArray ofLongs(ArrayKind kind, long[] values, int size) {
        CasmArray result = new CasmArray(kind, size, null);
        result.longs = values;
        return result;
    }

    /** A collection that takes over an array of floats; {@code size} of them are its elements. */
    public static CasmArray ofDoubles(ArrayKind kind, double[] values, int size) {
        CasmArray result = new CasmArray(kind, size, null);
        result.doubles = values;
        return result;
    }

    @Override
    public int borrowWord() {
        return borrow;
    }

    @Override
    public void setBorrowWord(int word) {
        borrow = word;
    }

    /** Whether nobody borrows it. */
    public boolean isFree() {
        return borrow == 0;
    }

    /** How many new places for elements appending one more element makes; usually 0. */
    public int growthOfPush() {
        return capacityForOneMore() - capacity();
    }

    /**
     * How many places there will be for elements if one more is appended than there are now.
     *
     * @return the present number of places if one is free
     */
    private int capacityForOneMore() {
        int capacity = capacity();
        // By half and not by doubling: rows of equal size would fall into few cache sets.
        return size < capacity
                ? capacity
                : (int)
                        Math.min(
                                Math.max((long) capacity + (capacity >> 1) + 1, FIRST_CAPACITY),
                                MAX_SIZE);
    }

    /** What it is. */
    public ArrayKind kind() {
        return kind;
    }

    /** The number of elements. */
    public int size() {
        return size;
    }

    /** The elements, and spare room, if all are ints of 32 bits; else null. */
    public int[] ints() {
        return ints;
    }

    /** The elements, and spare room, if all are ints and some were not of 32 bits; else null. */
    public long[] longs() {
        return longs;
    }

    /** The elements, and spare room, if all are floats; else null. */
    public double[] doubles() {
        return doubles;
    }

    /** The elements, and spare room, if they are of several kinds; else null. */
    public Object[] objects() {
        return objects;
    }

    /**
     * An element.
     *
     * @param index 0 to size - 1; the caller has checked it
     */
    public Object get(int index) {
        if (ints != null) {
            return (long) ints[index];
        }
        if (objects != null) {
            return objects[index];
        }
        if (doubles != null) {
            return doubles[index];
        }
        return longs[index];
    }

    /**
     * Replaces an element.
     *
     * @param index 0 to size - 1; the caller has checked it
     */
    public void set(int index, Object value) {
        if (value instanceof Long number) {
            setLong(index, number);
        } else if (value instanceof Double number) {
            setDouble(index, number);
        } else {
            if (objects == null) {
                generalize();
            }
            objects[index] = value;
        }
    }

    /** As {@link #set}, for an int. */
    public void setLong(int index, long value) {
        int[] narrow = ints;
        if (narrow != null && (int) value == value) {
            narrow[index] = (int) value;
        } else {
            setLongSlow(index, value);
        }
    }

    private void setLongSlow(int index, long value) {
        if (ints != null) {
            widen();
        }
        if (longs != null) {
            longs[index] = value;
            return;
        }
        if (objects == null) {
            generalize();
        }
        objects[index] = value;
    }

    /** As {@link #set}, for a float. */
    public void setDouble(int index, double value) {
        double[] floats = doubles;
        if (floats != null) {
            floats[index] = value;
        } else {
            if (objects == null) {
                generalize();
            }
            objects[index] = value;
        }
    }

    /**
     * Appends an element.
     *
     * @throws GuestException (MemoryQuota) if there are {@link #MAX_SIZE} already
     */
    public void push(Object value) {
        if (value instanceof Long number) {
            pushLong(number);
        } else if (value instanceof Double number) {
            pushDouble(number);
        } else {
            pushObject(value);
        }
    }

    /** As {@link #push}, for an int. */
    public void pushLong(long value) {
        int at = size;
        int[] narrow = ints;
        if (narrow != null && at < narrow.length && (int) value == value) {
            narrow[at] = (int) value;
            size = at + 1;
        } else {
            pushLongSlow(value);
        }
    }

    /** As {@link #push}, for a float. */
    public void pushDouble(double value) {
        int at = size;
        double[] floats = doubles;
        if (floats != null && at < floats.length) {
            floats[at] = value;
            size = at + 1;
        } else {
            pushDoubleSlow(value);
        }
    }

    private void pushObject(Object value) {
        int at = size;
        Object[] values = objects;
        if (values != null && at < values.length) {
            values[at] = value;
            size = at + 1;
        } else {
            pushObjectSlow(value);
        }
    }

    @TruffleBoundary
    private void pushLongSlow(long value) {
        if (ints != null && (int) value != value) {
            widen();
        }
        if (doubles != null) {
            generalize();
        }
        grow();
        if (ints != null) {
            ints[size] = (int) value;
        } else if (longs != null) {
            longs[size] = value;
        } else {
            objects[size] = value;
        }
        size++;
    }

    @TruffleBoundary
    private void pushDoubleSlow(double value) {
        if (size == 0 && ints != null) {
            doubles = new double[ints.length];
            ints = null;
        } else if (doubles == null && objects == null) {
            generalize();
        }
        grow();
        if (doubles != null) {
            doubles[size] = value;
        } else {
            objects[size] = value;
        }
        size++;
    }

    @TruffleBoundary
    private void pushObjectSlow(Object value) {
        if (objects == null) {
            generalize();
        }
        grow();
        objects[size] = value;
        size++;
    }

    /** Makes room for one more element. */
    private void grow() {
        int capacity = capacity();
        if (size < capacity) {
            return;
        }
        if (capacity >= MAX_SIZE) {
            throw GuestException.outOfMemory(null);
        }
        int grown = capacityForOneMore();
        if (ints != null) {
            ints = Arrays.copyOf(ints, grown);
        } else if (longs != null) {
            longs = Arrays.copyOf(longs, grown);
        } else if (doubles != null) {
            doubles = Arrays.copyOf(doubles, grown);
        } else {
            objects = Arrays.copyOf(objects, grown);
        }
    }

    /** The places for elements, those included that are not used yet. */
    int capacity() {
        if (ints != null) {
            return ints.length;
        }
        if (longs != null) {
            return longs.length;
        }
        return doubles != null ? doubles.length : objects.length;
    }

    /** From {@code int[]} to {@code long[]}. */
    @TruffleBoundary
    private void widen() {
        long[] wide = new long[ints.length];
        for (int i = 0; i < size; i++) {
            wide[i] = ints[i];
        }
        longs = wide;
        ints = null;
    }

    /** From numbers to {@code Object[]}. */
    @TruffleBoundary
    private void generalize() {
        Object[] values = new Object[capacity()];
        for (int i = 0; i < size; i++) {
            values[i] = get(i);
        }
        objects = values;
        ints = null;
        longs = null;
        doubles = null;
    }

    /**
     * Removes the last element.
     *
     * @return the element; null ({@link CasmNull}) if there is none
     */
    public Object pop() {
        int last = size - 1;
        if (last < 0) {
            return CasmNull.INSTANCE;
        }
        Object value = get(last);
        if (objects != null) {
            objects[last] = null;
        }
        size = last;
        return value;
    }

    /** As {@link #pop} where the strategy is {@code int[]} and the collection is not empty. */
    public long popInt() {
        int last = size - 1;
        size = last;
        return ints[last];
    }

    /** As {@link #pop} where the strategy is {@code double[]} and the collection is not empty. */
    public double popDouble() {
        int last = size - 1;
        size = last;
        return doubles[last];
    }

    /** A collection of the same kind with the same elements. */
    @TruffleBoundary
    public CasmArray copy() {
        CasmArray result = new CasmArray(kind, size, null);
        if (ints != null) {
            result.ints = Arrays.copyOf(ints, size);
        } else if (longs != null) {
            result.longs = Arrays.copyOf(longs, size);
        } else if (doubles != null) {
            result.doubles = Arrays.copyOf(doubles, size);
        } else {
            result.objects = Arrays.copyOf(objects, size);
        }
        return result;
    }

    SetElements setElements() {
        return setElements;
    }

    void setElements(SetElements elements) {
        setElements = elements;
    }

    @ExportMessage
    boolean hasArrayElements() {
        return true;
    }

    @ExportMessage
    long getArraySize() {
        return size;
    }

    @ExportMessage
    boolean isArrayElementReadable(long index) {
        return index >= 0 && index < size;
    }

    @ExportMessage
    Object readArrayElement(long index) throws InvalidArrayIndexException {
        if (!isArrayElementReadable(index)) {
            throw InvalidArrayIndexException.create(index);
        }
        return get((int) index);
    }

    /** Whether other languages may change it: nobody borrows it, and capsules may, too. */
    private boolean isWritable() {
        return borrow == 0
                && (kind == ArrayKind.ARRAY || kind == ArrayKind.LIST || kind == ArrayKind.VECTOR);
    }

    @ExportMessage
    boolean isArrayElementModifiable(long index) {
        return isWritable() && index >= 0 && index < size;
    }

    @ExportMessage
    boolean isArrayElementInsertable(long index) {
        return isWritable() && index == size && size < MAX_SIZE;
    }

    @ExportMessage
    boolean isArrayElementRemovable(long index) {
        return isWritable() && index == size - 1L;
    }

    @ExportMessage
    @TruffleBoundary
    void writeArrayElement(long index, Object value)
            throws InvalidArrayIndexException,
                    UnsupportedTypeException,
                    UnsupportedMessageException {
        if (!isWritable()) {
            throw UnsupportedMessageException.create();
        }
        if (index < 0 || index > size || index >= MAX_SIZE) {
            throw InvalidArrayIndexException.create(index);
        }
        Object element = WrittenValue.of(value);
        if (index == size) {
            push(element);
        } else {
            set((int) index, element);
        }
    }

    @ExportMessage
    @TruffleBoundary
    void removeArrayElement(long index)
            throws InvalidArrayIndexException, UnsupportedMessageException {
        if (!isWritable()) {
            throw UnsupportedMessageException.create();
        }
        if (index < 0 || index != size - 1L) {
            throw InvalidArrayIndexException.create(index);
        }
        Object unused = pop();
    }

    @Override
    ValueType type() {
        return switch (kind) {
            case ARRAY -> ValueType.ARRAY;
            case TUPLE -> ValueType.TUPLE;
            case LIST -> ValueType.LIST;
            case VECTOR -> ValueType.VECTOR;
            case SET -> ValueType.SET;
        };
    }

    /** Its text as tools show it, cut where it is very long. */
    @Override
    public String toString() {
        return ContainerText.display(this).toString();
    }
}
