package org.trufflecasm.tck.generator;

/** What the generator knows of a value, so that most of what it makes does not fail. */
enum Kind {
    /** An int of at most {@link Numbers#VARIABLE_BITS} bits. */
    INT,
    FLOAT,
    BOOL,
    /** A string that is not very long. */
    STR,
    /** An array of ints, never empty. */
    INTS,
    /** An array of floats, never empty. */
    FLOATS,
    /** An array of strings, never empty. */
    STRINGS,
    /** An array of anything, never empty. */
    MIXED,
    /** A map; its field {@code n} is an int and its field {@code x} a float. */
    MAP,
    /** Anything. */
    ANY;

    boolean isArray() {
        return this == INTS || this == FLOATS || this == STRINGS || this == MIXED;
    }

    /** The kind of an array's elements. */
    Kind element() {
        return switch (this) {
            case INTS -> INT;
            case FLOATS -> FLOAT;
            case STRINGS -> STR;
            default -> ANY;
        };
    }
}
