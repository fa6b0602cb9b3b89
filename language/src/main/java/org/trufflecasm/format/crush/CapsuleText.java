package org.trufflecasm.format.crush;

import org.trufflecasm.core.Quotation;
import org.trufflecasm.error.LoadException.Place;

/**
 * The text a capsule was read from, to find the line and column of what is wrong in it. An offset
 * counts UTF-16 units from the place where the capsule begins.
 */
final class CapsuleText implements CapsuleOrigin {
    private final byte[] content;
    private final int start;

    /**
     * @param content the whole file; must not change afterwards
     * @param start index of the byte where the capsule begins
     */
    CapsuleText(byte[] content, int start) {
        this.content = content;
        this.start = start;
    }

    /** The whole file; not a copy. */
    byte[] bytes() {
        return content;
    }

    /** Index of the byte where the capsule begins. */
    int start() {
        return start;
    }

    @Override
    public Place in(String function, int instruction, int offset) {
        Place place = atByte(skip(start, offset));
        String shown = function == null ? null : Quotation.word(function, SHOWN);
        return new Place(shown, instruction, place.line(), place.column());
    }

    /** The line and column of a byte of the file. */
    Place atByte(int index) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < index && i < content.length; i++) {
            if (content[i] == '\n') {
                line++;
                column = 1;
            } else {
                column += units(content[i]);
            }
        }
        return Place.at(line, column);
    }

    /** Index of the byte that lies {@code units} UTF-16 units behind the byte {@code from}. */
    int skip(int from, int units) {
        int index = from;
        int skipped = 0;
        while (index < content.length && (skipped < units || units(content[index]) == 0)) {
            skipped += units(content[index]);
            index++;
        }
        return index;
    }

    /** UTF-16 units of the character that a byte of UTF-8 begins; 0 if it does not begin one. */
    private static int units(byte b) {
        if (b >= 0) {
            return 1;
        }
        int bits = b & 0xFF;
        return bits < 0xC0 ? 0 : bits < 0xF0 ? 1 : 2;
    }
}
