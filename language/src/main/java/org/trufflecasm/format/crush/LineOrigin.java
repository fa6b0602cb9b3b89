package org.trufflecasm.format.crush;

import org.trufflecasm.core.Quotation;
import org.trufflecasm.error.LoadException.Place;

/** A file of lines; an offset is the number of a line, from 1. */
enum LineOrigin implements CapsuleOrigin {
    INSTANCE;

    @Override
    public Place in(String function, int instruction, int offset) {
        String shown = function == null ? null : Quotation.word(function, SHOWN);
        return new Place(shown, instruction, offset, 0);
    }
}
