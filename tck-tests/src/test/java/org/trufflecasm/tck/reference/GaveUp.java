package org.trufflecasm.tck.reference;

/**
 * The reference interpreter does not want to go on: a program runs for too long or makes something
 * too big. This is no statement about the program; whoever sees it must not compare.
 */
final class GaveUp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Elements of a collection, characters of a text. */
    static final int MAX_SIZE = 200_000;

    /** Operands of one call; many, since residue piles up here. */
    static final int MAX_OPERANDS = 10_000_000;

    /**
     * @param reason what is too much
     */
    GaveUp(String reason) {
        super(reason, null, false, false);
    }
}
