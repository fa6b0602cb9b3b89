package org.trufflecasm.format.crush;

import org.trufflecasm.error.LoadException.Place;

/**
 * The file a capsule was read from, to say where in it something is wrong. What an offset counts is
 * up to the kind of file.
 */
public interface CapsuleOrigin {
    /** UTF-16 units of a function's name that an error shows. */
    int SHOWN = 120;

    /** The place of an offset, outside of functions. */
    default Place at(int offset) {
        return in(null, -1, offset);
    }

    /**
     * An instruction or a function, its name on one line, and where it stands. Takes time linear in
     * the offset at most.
     *
     * @param function name of the function; null outside of functions
     * @param instruction index in the body; -1 if it is not about one instruction
     * @param offset where it begins
     */
    Place in(String function, int instruction, int offset);
}
