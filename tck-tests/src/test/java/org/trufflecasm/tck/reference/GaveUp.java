package org.trufflecasm.tck.reference;

/**
 * The reference interpreter does not want to go on: a program runs for too long or makes something
 * too big. Where a limit of the run stands below that, the limit is what has ended it; otherwise
 * this is no statement about the program, and whoever sees it must not compare.
 */
final class GaveUp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Elements of a collection, characters of a text, where no limit of memory is set. */
    static final int MAX_SIZE = 200_000;

    /** Operands of one call; many, since residue piles up here. */
    static final int MAX_OPERANDS = 10_000_000;

    /** The largest {@code max_memory} up to which something may be made, in bytes. */
    static final long MAX_MEMORY = 64L << 20;

    /** What a program can have of it at most where no limit is set, in bytes. */
    private static final long LARGEST_HEAP = 4L << 30;

    /**
     * The bytes that the run may have by its {@code max_memory}, if that is not above {@link
     * #MAX_MEMORY}: it then makes what fits into them, and what does not is beyond its limit.
     */
    static final ScopedValue<Long> ROOM = ScopedValue.newInstance();

    /** Why it does not go on. */
    enum Reason {
        /** Something would be made that is too big. */
        SIZE,
        /** The program takes too long. */
        TIME,
        /** The answer is not known here. */
        UNKNOWN
    }

    private final Reason reason;

    /** Bytes that any computer needs for what is too big; 0 if it is not. */
    private final long leastBytes;

    /**
     * @param text what is not known
     */
    GaveUp(String text) {
        this(Reason.UNKNOWN, 0, text);
    }

    private GaveUp(Reason reason, long leastBytes, String text) {
        super(text, null, false, false);
        this.reason = reason;
        this.leastBytes = leastBytes;
    }

    /** What takes longer than any limit of time that makes sense. */
    static GaveUp tooLong(String text) {
        return new GaveUp(Reason.TIME, 0, text);
    }

    /** Must come before a collection or map of so many elements is made. */
    static void checkElements(long count) {
        if (count > MAX_SIZE && count > room() / Memory.PER_SLOT) {
            throw new GaveUp(
                    Reason.SIZE,
                    Math.min(count, Long.MAX_VALUE / Integer.BYTES) * Integer.BYTES,
                    count + " elements");
        }
    }

    /** Must come before much work whose result has so many elements, for the limit of the run. */
    static void checkRoom(long count) {
        if (room() > 0) {
            checkElements(count);
        }
    }

    /** Must come before a text of so many characters is made. */
    static void checkText(long length) {
        if (length > MAX_SIZE && length > room()) {
            throw new GaveUp(Reason.SIZE, length, "a text of " + length + " characters");
        }
    }

    private static long room() {
        return ROOM.orElse(0L);
    }

    Reason reason() {
        return reason;
    }

    /** Whether what was to be made is beyond the heap of any test. */
    boolean isBeyondHeap() {
        return leastBytes > LARGEST_HEAP;
    }
}
