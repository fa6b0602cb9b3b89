package org.trufflecasm.format.crush;

import org.trufflecasm.core.Quotation;
import org.trufflecasm.error.LoadException.Place;

/** A binary file; an offset is the index of a byte of the whole file. */
enum BinaryOrigin implements CapsuleOrigin {
    INSTANCE;

    @Override
    public Place in(String function, int instruction, int offset) {
        String shown = function == null ? null : Quotation.word(function, SHOWN);
        return new Place(shown, instruction, 0, 0, offset);
    }
}
