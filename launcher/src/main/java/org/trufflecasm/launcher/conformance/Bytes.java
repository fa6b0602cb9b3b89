package org.trufflecasm.launcher.conformance;

import java.util.Arrays;

/** An immutable sequence of bytes, equal by content. */
public final class Bytes {
    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** A copy of {@code content}. */
    public static Bytes of(byte[] content) {
        return new Bytes(content.clone());
    }

    /** A copy of a part of {@code content}, from {@code start} up to, but without, {@code end}. */
    static Bytes of(byte[] content, int start, int end) {
        return new Bytes(Arrays.copyOfRange(content, start, end));
    }

    /** A copy of the bytes. */
    public byte[] toArray() {
        return content.clone();
    }

    /** How many there are. */
    public int size() {
        return content.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return content.length + " bytes";
    }
}
