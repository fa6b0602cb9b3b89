package org.trufflecasm.flow;

/**
 * Where the instructions of a function's code come from that may hold some of them several times:
 * for each its index in the code that was verified, and the number of the copy. Immutable.
 */
public final class CodeOrigins {
    private static final CodeOrigins SAME = new CodeOrigins(null, null, null);

    private final int[] origins;
    private final int[] copies;

    /** For each original instruction the index of its first copy. */
    private final int[] firsts;

    private CodeOrigins(int[] origins, int[] copies, int[] firsts) {
        this.origins = origins;
        this.copies = copies;
        this.firsts = firsts;
    }

    /** Of code that is the original. */
    static CodeOrigins same() {
        return SAME;
    }

    /**
     * Takes over the arrays.
     *
     * @param origins for each instruction its index in the original code
     * @param copies for each instruction the number of the copy, from 0
     * @param length the length of the original code
     */
    static CodeOrigins of(int[] origins, int[] copies, int length) {
        int[] firsts = new int[length];
        for (int i = origins.length - 1; i >= 0; i--) {
            firsts[origins[i]] = i;
        }
        return new CodeOrigins(origins, copies, firsts);
    }

    /** Whether the code holds some instructions several times. */
    public boolean hasCopies() {
        return copies != null;
    }

    /** The index of an instruction in the original code. */
    public int origin(int instruction) {
        return origins == null ? instruction : origins[instruction];
    }

    /** The number of the copy that an instruction is part of: 0 for the first. */
    public int copy(int instruction) {
        return copies == null ? 0 : copies[instruction];
    }

    /**
     * The index of an original instruction's copy.
     *
     * @param copy its number; of no account where there are no copies
     */
    public int index(int origin, int copy) {
        if (origins == null) {
            return origin;
        }
        int index = firsts[origin];
        while (origins[index] != origin || copies[index] != copy) {
            index++;
        }
        return index;
    }
}
