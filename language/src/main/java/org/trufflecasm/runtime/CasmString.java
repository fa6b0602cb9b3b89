package org.trufflecasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.trufflecasm.error.GuestException;

/**
 * An immutable sequence of Unicode code points.
 *
 * <p>A value is a prefix of a buffer that is only ever appended to. {@code a + b} writes {@code b}
 * behind {@code a} in place if {@code a} ends where its buffer ends, and copies {@code a}
 * otherwise; so a loop that appends to one string is linear, and no value sees a change of its
 * prefix. Buffers hold bytes (Latin-1) or, as soon as one code point is above 255, ints. This form
 * is canonical: a value in the wide form has at least one such code point.
 *
 * <p>A Java string's unpaired surrogate stays as the code point it is; two that meet by
 * concatenation stay two code points until they become a Java string again.
 *
 * <p>Threads: a value may be used by one thread at a time, since an append writes to the buffer
 * that other values share. {@linkplain #literal Literals}, {@link #EMPTY} and what is made of
 * nothing else by {@link #at} may be shared freely.
 */
@ExportLibrary(InteropLibrary.class)
@SuppressWarnings("static-method")
public final class CasmString extends GuestValue {
    /** The most code points a value may have. */
    public static final int MAX_LENGTH = Integer.MAX_VALUE - 64;

    /** Bytes that a short append may read or write beyond what it means. */
    private static final int SLACK = 16;

    /** {@link Buffer#end} of a buffer that nobody may append to. */
    private static final int FROZEN = -1;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final CasmString[] LATIN1 = latin1Table();

    /** The string without code points. */
    public static final CasmString EMPTY = new CasmString(new Buffer(new byte[SLACK], FROZEN), 0);

    private final Buffer buffer;
    private final int length;
    private int hash;

    /** Storage of several values. Exactly one of the arrays is there. */
    private static final class Buffer {
        /** At least {@link #SLACK} long, so that 16 bytes can be read from the start. */
        final byte[] bytes;

        final int[] wide;

        /** What lies before it belongs to some value and is never written again. */
        int end;

        Buffer(byte[] bytes, int end) {
            this.bytes = bytes;
            this.wide = null;
            this.end = end;
        }

        Buffer(int[] wide, int end) {
            this.bytes = null;
            this.wide = wide;
            this.end = end;
        }
    }

    private CasmString(Buffer buffer, int length) {
        this.buffer = buffer;
        this.length = length;
    }

    /** An equal value with an identity of its own. */
    public CasmString twin() {
        return new CasmString(buffer, length);
    }

    private static CasmString[] latin1Table() {
        CasmString[] table = new CasmString[256];
        for (int i = 0; i < table.length; i++) {
            byte[] bytes = new byte[SLACK];
            bytes[0] = (byte) i;
            table[i] = new CasmString(new Buffer(bytes, FROZEN), 1);
        }
        return table;
    }

    /** The value of a Java string. */
    @TruffleBoundary
    public static CasmString of(String text) {
        return of(text, text.length());
    }

    /** The value of a Java string, never appended to in place: it may be shared between threads. */
    @TruffleBoundary
    public static CasmString literal(String text) {
        return of(text, FROZEN);
    }

    private static CasmString of(String text, int end) {
        int units = text.length();
        int all = 0;
        for (int i = 0; i < units; i++) {
            all |= text.charAt(i);
        }
        if (all < 256) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            if (units < SLACK) {
                bytes = Arrays.copyOf(bytes, SLACK);
            }
            return new CasmString(new Buffer(bytes, end), units);
        }
        int[] wide = text.codePoints().toArray();
        return new CasmString(new Buffer(wide, Math.min(end, wide.length)), wide.length);
    }

    /** The decimal text of an int. */
    @TruffleBoundary
    public static CasmString of(long value) {
        if (value >= 0 && value < 10) {
            return LATIN1['0' + (int) value];
        }
        int length = DecimalText.length(value);
        byte[] bytes = new byte[length + SLACK];
        DecimalText.write(value, bytes, length);
        return new CasmString(new Buffer(bytes, length), length);
    }

    /** The string of one code point. */
    public static CasmString ofCodePoint(int codePoint) {
        if (codePoint < 256) {
            return LATIN1[codePoint];
        }
        return new CasmString(new Buffer(new int[] {codePoint}, FROZEN), 1);
    }

    /**
     * Takes over an array as storage.
     *
     * @param bytes Latin-1; it is copied only if it is very short
     * @param length how much of it is the value
     */
    static CasmString adopt(byte[] bytes, int length) {
        byte[] storage = bytes.length < SLACK ? Arrays.copyOf(bytes, SLACK) : bytes;
        return new CasmString(new Buffer(storage, length), length);
    }

    /**
     * Takes over an array as storage.
     *
     * @param wide code points, one of the first {@code length} of them above 255
     * @param length how much of it is the value
     */
    static CasmString adopt(int[] wide, int length) {
        return new CasmString(new Buffer(wide, length), length);
    }

    /**
     * This string followed by another one.
     *
     * @throws GuestException (MemoryQuota) if the result would exceed {@link #MAX_LENGTH}
     */
    public CasmString concat(CasmString right) {
        Buffer owned = buffer;
        byte[] target = owned.bytes;
        byte[] source = right.buffer.bytes;
        int at = length;
        int count = right.length;
        if (owned.end == at
                && target != null
                && source != null
                && count <= SLACK
                && at <= target.length - SLACK) {
            // Both words are read before one is written: the source may be this very buffer.
            long low = (long) LONGS.get(source, 0);
            if (count > Long.BYTES) {
                long high = (long) LONGS.get(source, Long.BYTES);
                LONGS.set(target, at + Long.BYTES, high);
            }
            LONGS.set(target, at, low);
            int end = at + count;
            owned.end = end;
            return new CasmString(owned, end);
        }
        if (target != null && source != null && at > 0 && count > 0 && count <= MAX_LENGTH - at) {
            // Not behind a boundary, so that it is as fast where Java's second compiler is off.
            Buffer result = narrowTarget(at + count);
            System.arraycopy(source, 0, result.bytes, at, count);
            result.end = at + count;
            return new CasmString(result, at + count);
        }
        return append(right);
    }

    /**
     * This string followed by the decimal text of an int.
     *
     * @throws GuestException (MemoryQuota) if the result would exceed {@link #MAX_LENGTH}
     */
    public CasmString concat(long right) {
        int count = DecimalText.length(right);
        if (length == 0 || buffer.bytes == null || count > MAX_LENGTH - length) {
            return append(of(right));
        }
        int total = length + count;
        Buffer target = narrowTarget(total);
        DecimalText.write(right, target.bytes, total);
        target.end = total;
        return new CasmString(target, total);
    }

    @TruffleBoundary
    private CasmString append(CasmString right) {
        if (right.length == 0) {
            return this;
        }
        if (length == 0) {
            return right;
        }
        if (right.length > MAX_LENGTH - length) {
            throw GuestException.outOfMemory(null);
        }
        int total = length + right.length;
        Buffer target =
                buffer.bytes != null && right.buffer.bytes != null
                        ? narrowTarget(total)
                        : wideTarget(total);
        right.copyTo(target, length);
        target.end = total;
        return new CasmString(target, total);
    }

    private Buffer narrowTarget(int total) {
        if (buffer.end == length && total <= buffer.bytes.length) {
            return buffer;
        }
        byte[] bytes = new byte[capacity(total)];
        System.arraycopy(buffer.bytes, 0, bytes, 0, length);
        return new Buffer(bytes, length);
    }

    private Buffer wideTarget(int total) {
        if (buffer.end == length && buffer.wide != null && total <= buffer.wide.length) {
            return buffer;
        }
        Buffer target = new Buffer(new int[capacity(total)], length);
        copyTo(target, 0);
        return target;
    }

    private static int capacity(long length) {
        return (int) Math.min(length + (length >> 1) + SLACK, MAX_LENGTH + (long) SLACK);
    }

    /** Copies this value into a buffer that is wide if this one is. */
    private void copyTo(Buffer target, int at) {
        if (target.bytes != null) {
            System.arraycopy(buffer.bytes, 0, target.bytes, at, length);
        } else {
            copyTo(target.wide, at);
        }
    }

    /** Copies this value, which is not {@linkplain #isWide wide}. */
    void copyTo(byte[] target, int at) {
        System.arraycopy(buffer.bytes, 0, target, at, length);
    }

    /**
     * Copies this value as ASCII, if it is.
     *
     * @param target has room for it
     * @return whether it is; if not, what the target holds is not defined
     */
    public boolean copyAscii(byte[] target, int at) {
        byte[] bytes = buffer.bytes;
        if (bytes == null) {
            return false;
        }
        System.arraycopy(bytes, 0, target, at, length);
        long all = 0;
        int next = 0;
        for (; next <= length - Long.BYTES; next += Long.BYTES) {
            all |= (long) LONGS.get(bytes, next);
        }
        for (; next < length; next++) {
            all |= bytes[next];
        }
        return (all & 0x8080808080808080L) == 0;
    }

    /** Copies the code points of this value. */
    void copyTo(int[] target, int at) {
        byte[] bytes = buffer.bytes;
        if (bytes == null) {
            System.arraycopy(buffer.wide, 0, target, at, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            target[at + i] = bytes[i] & 0xFF;
        }
    }

    /** What stands for the storage that this value shares with others. */
    Object bufferIdentity() {
        return buffer;
    }

    /** Bytes of the storage that this value shares with others. */
    long bufferBytes() {
        return buffer.bytes != null ? buffer.bytes.length : 4L * buffer.wide.length;
    }

    /** Bytes that a str with storage of its own takes, as {@link Arena} accounts them. */
    public long accountedBytes() {
        return Arena.OBJECT + bufferBytes();
    }

    /**
     * How many bytes of storage {@link #concat} will make; 0 where it has none to make or is given
     * some by one of the two.
     */
    public long storageOfConcat(CasmString right) {
        byte[] bytes = buffer.bytes;
        if (bytes != null
                && right.buffer.bytes != null
                && buffer.end == length
                && (long) length + right.length <= bytes.length) {
            return 0;
        }
        return newStorageOfConcat(right);
    }

    private long newStorageOfConcat(CasmString right) {
        long total = (long) length + right.length;
        if (length == 0 || right.length == 0) {
            return 0;
        }
        if (buffer.bytes != null && right.buffer.bytes != null) {
            return capacity(total);
        }
        boolean appends =
                buffer.wide != null && buffer.end == length && total <= buffer.wide.length;
        return appends ? 0 : 4L * capacity(total);
    }

    /** Whether a code point is above 255. */
    public boolean isWide() {
        return buffer.bytes == null;
    }

    /** Whether both strings have the same code points. */
    @SuppressWarnings("ReferenceEquality") // the short cut of this very comparison
    public boolean contentEquals(CasmString other) {
        if (this == other) {
            return true;
        }
        if (length != other.length) {
            return false;
        }
        return buffer == other.buffer || rangesEqual(other);
    }

    @TruffleBoundary
    private boolean rangesEqual(CasmString other) {
        if (isWide() || other.isWide()) {
            // One wide and one narrow value differ, because the wide form is canonical.
            return isWide()
                    && other.isWide()
                    && Arrays.equals(buffer.wide, 0, length, other.buffer.wide, 0, length);
        }
        return Arrays.equals(buffer.bytes, 0, length, other.buffer.bytes, 0, length);
    }

    /**
     * Compares by code points, which is the order of the UTF-8 bytes: negative if this one comes
     * first, 0 if both are equal.
     */
    @TruffleBoundary
    public int compare(CasmString other) {
        int common = Math.min(length, other.length);
        for (int i = 0; i < common; i++) {
            int difference = codePointAt(i) - other.codePointAt(i);
            if (difference != 0) {
                return difference;
            }
        }
        return length - other.length;
    }

    /** The number of code points. */
    public int length() {
        return length;
    }

    /** Whether it has no code points. */
    public boolean isEmpty() {
        return length == 0;
    }

    /**
     * One code point as a string.
     *
     * @param index 0 to length - 1; the caller has checked it
     */
    public CasmString at(int index) {
        return ofCodePoint(codePointAt(index));
    }

    /**
     * One code point.
     *
     * @param index 0 to length - 1; the caller has checked it
     */
    public int codePointAt(int index) {
        byte[] bytes = buffer.bytes;
        return bytes != null ? bytes[index] & 0xFF : buffer.wide[index];
    }

    /**
     * The code points from one index up to another, as a value with a buffer of its own.
     *
     * @param from 0 to {@code to}; the caller has checked it
     * @param to at most the length
     */
    @TruffleBoundary
    public CasmString substring(int from, int to) {
        int count = to - from;
        if (count == length) {
            return this;
        }
        if (count <= 1) {
            return count == 0 ? EMPTY : at(from);
        }
        if (!isWide()) {
            byte[] bytes = new byte[Math.max(SLACK, count)];
            System.arraycopy(buffer.bytes, from, bytes, 0, count);
            return new CasmString(new Buffer(bytes, count), count);
        }
        return ofCodePoints(buffer.wide, from, to);
    }

    private static CasmString ofCodePoints(int[] wide, int from, int to) {
        int all = 0;
        for (int i = from; i < to; i++) {
            all |= wide[i];
        }
        int count = to - from;
        if (all >= 256) {
            return adopt(Arrays.copyOfRange(wide, from, to), count);
        }
        byte[] bytes = new byte[Math.max(SLACK, count)];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) wide[from + i];
        }
        return adopt(bytes, count);
    }

    /**
     * Where another string occurs in this one.
     *
     * @param part what to look for; an empty one is found at {@code from}
     * @param from first index to try, 0 to length
     * @return the first index of an occurrence, or -1
     */
    @TruffleBoundary
    public int indexOf(CasmString part, int from) {
        return StringSearch.indexOf(this, part, from);
    }

    /** Whether another string lies in this one at an index; false where it does not fit. */
    @TruffleBoundary
    public boolean matches(CasmString part, int index) {
        int count = part.length;
        if (index < 0 || index > length - count) {
            return false;
        }
        if (!isWide() && !part.isWide()) {
            return Arrays.equals(buffer.bytes, index, index + count, part.buffer.bytes, 0, count);
        }
        for (int i = 0; i < count; i++) {
            if (codePointAt(index + i) != part.codePointAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The number of bytes in UTF-8, an unpaired surrogate counted as three.
     *
     * @throws GuestException (MemoryQuota) if it is above 2<sup>31</sup> - 1
     */
    @TruffleBoundary
    public int utf8Length() {
        long count = length;
        byte[] bytes = buffer.bytes;
        if (bytes != null) {
            for (int i = 0; i < length; i++) {
                count += bytes[i] >>> 31;
            }
        } else {
            int[] wide = buffer.wide;
            for (int i = 0; i < length; i++) {
                int codePoint = wide[i];
                count += codePoint < 0x80 ? 0 : codePoint < 0x800 ? 1 : codePoint < 0x10000 ? 2 : 3;
            }
        }
        if (count > Integer.MAX_VALUE) {
            throw GuestException.outOfMemory(null);
        }
        return (int) count;
    }

    /** The Java string with the same code points. */
    @Override
    @TruffleBoundary
    public String toString() {
        return isWide()
                ? new String(buffer.wide, 0, length)
                : new String(buffer.bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** Equal to strings of the same content. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CasmString string && contentEquals(string);
    }

    /** By content; computed once. */
    @Override
    public int hashCode() {
        int known = hash;
        return known != 0 ? known : computeHash();
    }

    @TruffleBoundary
    private int computeHash() {
        int result = 0;
        byte[] bytes = buffer.bytes;
        if (bytes != null) {
            for (int i = 0; i < length; i++) {
                result = 31 * result + (bytes[i] & 0xFF);
            }
        } else {
            int[] wide = buffer.wide;
            for (int i = 0; i < length; i++) {
                result = 31 * result + wide[i];
            }
        }
        hash = result;
        return result;
    }

    @ExportMessage
    boolean isString() {
        return true;
    }

    @ExportMessage
    String asString() {
        return toString();
    }

    @Override
    ValueType type() {
        return ValueType.STR;
    }

    @ExportMessage
    @Override
    Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return this;
    }
}
