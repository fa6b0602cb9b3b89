package org.trufflecasm.format.crush;

/**
 * Values of operands that are none of {@code Long}, {@code Double}, {@code Boolean}, {@code
 * String}, {@code List}, {@code Map}.
 */
public sealed interface RawValue {

    /** A value of which only the shape is kept. */
    enum Shape implements RawValue {
        /** The null literal. */
        NULL
    }

    /**
     * An integer that a {@code long} cannot hold, or minus zero.
     *
     * @param nearest the nearest 64-bit float
     */
    record WideInteger(double nearest) implements RawValue {}
}
