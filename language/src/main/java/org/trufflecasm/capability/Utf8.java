package org.trufflecasm.capability;

import org.trufflecasm.runtime.CasmString;

/**
 * Writes guest strings as UTF-8. A surrogate without its partner, which UTF-8 has no form for,
 * becomes U+FFFD.
 */
final class Utf8 {

    private Utf8() {}

    /** A number of bytes that a string needs at most, found without looking at it. */
    static long maximum(CasmString text) {
        return 4L * text.length();
    }

    /**
     * Encodes a string.
     *
     * @param target has room for {@link CasmString#utf8Length()} bytes behind {@code at}
     * @return the index behind the last byte
     */
    static int encode(CasmString text, byte[] target, int at) {
        int length = text.length();
        if (text.copyAscii(target, at)) {
            return at + length;
        }
        int end = at;
        for (int i = 0; i < length; i++) {
            int c = text.codePointAt(i);
            if (c < 0x80) {
                target[end++] = (byte) c;
            } else {
                end = encode(c, target, end);
            }
        }
        return end;
    }

    private static int encode(int codePoint, byte[] target, int at) {
        int c =
                codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE
                        ? 0xFFFD
                        : codePoint;
        int end = at;
        if (c < 0x800) {
            target[end++] = (byte) (0xC0 | c >> 6);
        } else {
            if (c < 0x10000) {
                target[end++] = (byte) (0xE0 | c >> 12);
            } else {
                target[end++] = (byte) (0xF0 | c >> 18);
                target[end++] = (byte) (0x80 | (c >> 12 & 0x3F));
            }
            target[end++] = (byte) (0x80 | (c >> 6 & 0x3F));
        }
        target[end++] = (byte) (0x80 | (c & 0x3F));
        return end;
    }
}
