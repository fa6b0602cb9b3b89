package org.trufflecasm.format.crush;

import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;

/**
 * A part of a JSON capsule that has the wrong shape. Not yet an error of the capsule: its version
 * may be refused first, and the part may be replaced by a later duplicate of its key.
 */
final class Misshapen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;
    private final int instruction;
    private final int offset;

    /**
     * @param kind the kind it will be reported as
     * @param problem what is wrong
     * @param instruction index in the body; -1 if it is not about one instruction
     * @param offset where it begins in the text
     */
    Misshapen(ErrorKind kind, String problem, int instruction, int offset) {
        super(problem, null, false, false);
        this.kind = kind;
        this.instruction = instruction;
        this.offset = offset;
    }

    /**
     * The error it is.
     *
     * @param origin the file
     * @param function name of the function it lies in; null outside of functions
     */
    LoadException toError(CapsuleOrigin origin, String function) {
        return new LoadException(kind, getMessage(), origin.in(function, instruction, offset));
    }
}
