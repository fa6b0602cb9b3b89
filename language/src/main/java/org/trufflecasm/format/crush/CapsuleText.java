package org.trufflecasm.format.crush;

import org.trufflecasm.core.Quotation;
import org.trufflecasm.error.LoadException.Place;

/**
 * The text a capsule was read from, to find the line and column of a byte when something is wrong
 * there.
 */
final class CapsuleText {
    /** UTF-16 units of a function's name that an error shows. */
    private static final int SHOWN = 120;

    private final byte[] content;

    /**
     * @param content the whole file; must not change afterwards
     */
    CapsuleText(byte[] content) {
        this.content = content;
    }

    /** The whole file; not a copy. */
    byte[] bytes() {
        return content;
    }

    /** The line and column of a byte. */
    Place at(int offset) {
        return in(null, -1, offset);
    }

    /**
     * An instruction or a function, its name on one line, and where it stands. Takes time linear in
     * {@code offset}.
     *
     * @param function name of the function; null outside of functions
     * @param instruction index in the body; -1 if it is not about one instruction
     * @param offset index of a byte of the file
     */
    Place in(String function, int instruction, int offset) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < offset && i < content.length; i++) {
            int b = content[i] & 0xFF;
            if (b == '\n') {
                line++;
                column = 1;
            } else if (b >= 0xF0) {
                column += 2; // four bytes, a pair of UTF-16 units
            } else if (b < 0x80 || b >= 0xC0) {
                column++;
            }
        }
        return new Place(
                function == null ? null : Quotation.word(function, SHOWN),
                instruction,
                line,
                column);
    }
}
