package org.trufflecasm.format.crab;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;

/** Takes the parts of a file one after the other; whatever is missing is {@code Truncated}. */
final class ByteCursor {
    private static final int NUMBER = 1;
    private static final int TEXT = 2;
    private static final int TRUTH = 3;
    private static final int NIL = 4;

    private final ByteBuffer bytes;

    /**
     * @param content the file
     * @param start index of its first byte that counts
     * @param order how numbers of several bytes are written
     */
    ByteCursor(byte[] content, int start, ByteOrder order) {
        this.bytes = ByteBuffer.wrap(content).order(order).position(start);
    }

    private ByteCursor(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Index of the next byte in the file. */
    int position() {
        return bytes.position();
    }

    int remaining() {
        return bytes.remaining();
    }

    /** A list for that many elements, but never larger than what the rest of the file can hold. */
    <T> List<T> listOf(long count) {
        return new ArrayList<>((int) Math.min(count, bytes.remaining()));
    }

    /**
     * Takes one byte, unsigned.
     *
     * @param what what it is, for the message
     */
    int u8(String what) {
        require(1, what);
        return bytes.get() & 0xFF;
    }

    /** Takes 16 bits, unsigned; as {@link #u8}. */
    int u16(String what) {
        require(2, what);
        return bytes.getShort() & 0xFFFF;
    }

    /** Takes 32 bits, unsigned; as {@link #u8}. */
    long u32(String what) {
        require(4, what);
        return bytes.getInt() & 0xFFFF_FFFFL;
    }

    /** Takes the next bytes as a file of their own. */
    ByteCursor part(long length, String what) {
        require(length, what);
        ByteBuffer part = bytes.duplicate().order(bytes.order());
        part.limit(bytes.position() + (int) length);
        bytes.position(part.limit());
        return new ByteCursor(part);
    }

    /** Takes a text: its length in bytes, then UTF-8. */
    String text(String what) {
        long length = u32("the length of " + what);
        int start = bytes.position();
        ByteBuffer encoded = part(length, what).bytes;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(encoded)
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw refused(ErrorKind.BadUtf8, what + " is not UTF-8", start);
        }
    }

    /**
     * Takes a table of constants.
     *
     * @param strict whether a Boolean must be 0 or 1; else any other number is true
     */
    List<CrabConstant> constants(boolean strict) {
        long count = u32("the count of constants");
        List<CrabConstant> constants = listOf(count);
        for (long i = 0; i < count; i++) {
            constants.add(constant(i, strict));
        }
        return constants;
    }

    private CrabConstant constant(long index, boolean strict) {
        String what = "constant " + index;
        int start = bytes.position();
        int tag = u8(what);
        switch (tag) {
            case NUMBER -> {
                require(Long.BYTES, what);
                return new CrabConstant.Numeral(bytes.getLong());
            }
            case TEXT -> {
                return new CrabConstant.Text(text(what));
            }
            case TRUTH -> {
                int value = u8(what);
                if (strict && value > 1) {
                    throw refused(
                            ErrorKind.BadBoolean,
                            what + " is a boolean of " + value + ", not 0 or 1",
                            start + 1);
                }
                return new CrabConstant.Truth(value != 0);
            }
            case NIL -> {
                return new CrabConstant.Nil();
            }
            default ->
                    throw refused(
                            ErrorKind.BadConstantTag, what + " has the unknown tag " + tag, start);
        }
    }

    private void require(long length, String what) {
        if (length > bytes.remaining()) {
            throw refused(
                    ErrorKind.Truncated,
                    "the file ends within "
                            + what
                            + ": "
                            + length
                            + (length == 1 ? " byte" : " bytes")
                            + " needed, "
                            + bytes.remaining()
                            + " left",
                    bytes.position());
        }
    }

    /** A refusal whose message says the byte. */
    static LoadException refused(ErrorKind kind, String problem, int offset) {
        return new LoadException(kind, problem, LoadException.Place.atByte(offset));
    }
}
