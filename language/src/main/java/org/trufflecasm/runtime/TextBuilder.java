package org.trufflecasm.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.trufflecasm.error.GuestException;

/**
 * Collects the code points of a new string, up to a limit. Not for concurrent use, nor for compiled
 * code.
 */
final class TextBuilder {
    private final int limit;

    /** What pays for the storage, or null. */
    private final Arena arena;

    /** Latin-1 storage; null as soon as one code point is above 255. */
    private byte[] bytes = new byte[64];

    private int[] wide;
    private int length;

    /**
     * @param limit the most code points; at most {@link CasmString#MAX_LENGTH}
     * @param arena what pays for the storage; null for text that is no guest value
     */
    TextBuilder(int limit, Arena arena) {
        this.limit = limit;
        this.arena = arena;
    }

    /**
     * Appends a string.
     *
     * @throws GuestException (MemoryQuota) if that would exceed the limit
     */
    TextBuilder append(CasmString text) {
        int count = text.length();
        if (wide == null && text.isWide()) {
            widen();
        }
        ensure(count);
        if (wide == null) {
            text.copyTo(bytes, length);
        } else {
            text.copyTo(wide, length);
        }
        length += count;
        return this;
    }

    /** Appends a string of ASCII characters. */
    TextBuilder appendAscii(String text) {
        int count = text.length();
        ensure(count);
        if (wide == null) {
            byte[] source = text.getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(source, 0, bytes, length, count);
        } else {
            for (int i = 0; i < count; i++) {
                wide[length + i] = text.charAt(i);
            }
        }
        length += count;
        return this;
    }

    private void ensure(int more) {
        if (arena != null) {
            arena.work(more + 1L, null);
        }
        if (more > limit - length) {
            throw GuestException.outOfMemory(null);
        }
        int needed = length + more;
        int capacity = wide == null ? bytes.length : wide.length;
        if (needed <= capacity) {
            return;
        }
        int grown = (int) Math.max(needed, Math.min(2L * capacity, limit));
        if (arena != null) {
            arena.reserve((grown - capacity) * (wide == null ? 1L : Integer.BYTES), null);
        }
        try {
            if (wide == null) {
                bytes = Arrays.copyOf(bytes, grown);
            } else {
                wide = Arrays.copyOf(wide, grown);
            }
        } catch (OutOfMemoryError smallHeap) {
            // Nothing is lost: one large array was refused, and the text so far is dropped.
            throw GuestException.outOfMemory(null);
        }
    }

    private void widen() {
        if (arena != null) {
            arena.reserve(4L * bytes.length, null);
        }
        int[] copy = new int[bytes.length];
        for (int i = 0; i < length; i++) {
            copy[i] = bytes[i] & 0xFF;
        }
        wide = copy;
        bytes = null;
    }

    /** The text so far. The builder must not be used afterwards. */
    CasmString finish() {
        if (length == 0) {
            return CasmString.EMPTY;
        }
        if (arena != null) {
            arena.reserveObject(Arena.OBJECT, null);
        }
        return wide == null ? CasmString.adopt(bytes, length) : CasmString.adopt(wide, length);
    }
}
