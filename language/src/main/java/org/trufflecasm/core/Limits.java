package org.trufflecasm.core;

/**
 * Every limit on the size of what is read, in one place. Beyond one of them loading fails with a
 * named error.
 */
public final class Limits {
    /** Bytes of a capsule file: 256 MiB. */
    public static final long MAX_CAPSULE_BYTES = 256L << 20;

    /** Bytes of the manifest inside a capsule: 1 MiB. */
    public static final int MAX_MANIFEST_BYTES = 1 << 20;

    /** Nesting of objects and arrays in a capsule. */
    public static final int MAX_NESTING = 512;

    /** Instructions of one function. */
    public static final int MAX_FUNCTION_INSTRUCTIONS = 4_000_000;

    /**
     * Instructions of all functions together, bodies that run under several conventions counted for
     * each.
     */
    public static final int MAX_PROGRAM_INSTRUCTIONS = 16_000_000;

    /** Functions of one capsule. */
    public static final int MAX_FUNCTIONS = 1_000_000;

    /** Variable slots of one function of the Crush family. */
    public static final int MAX_SLOTS = 16_000;

    /** Variable slots of one function, in whatever format it is written. */
    public static final int MAX_FRAME_SLOTS = 65_536;

    /**
     * Arguments of one call, elements of one collection literal, depth of {@code pick} and {@code
     * roll}.
     */
    public static final int MAX_COUNT = 65_535;

    /** Operand slots of one function, and of a whole task where no limit is set. */
    public static final int MAX_STACK = 1_000_000;

    /** UTF-16 units of one string constant or name. */
    public static final int MAX_STRING = 16 << 20;

    private Limits() {}
}
