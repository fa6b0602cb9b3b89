package org.trufflecasm.capability.spi;

/** A live view of an array, tuple, list, vector or set, see {@link GuestReference}. */
public interface GuestSequence extends GuestReference {

    /** The five kinds of sequences. */
    enum Kind {
        /** Can be changed and grows. */
        ARRAY,
        /** Cannot be changed. */
        TUPLE,
        /** Can be changed and grows. */
        LIST,
        /** Can be changed and grows. */
        VECTOR,
        /** Grows; holds of equal values only the first. */
        SET
    }

    /**
     * Which of the five it is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * How many elements there are now.
     *
     * @return 0 or more
     */
    int size();

    /**
     * An element, also of a set.
     *
     * @param index from 0; a negative one counts from the end. Where there is no element the call
     *     fails with {@code IndexOutOfRange}
     * @return a scalar or a reference, see {@link Capability#takesReferences()}
     */
    Object get(int index);

    /**
     * Replaces an element of an array, list or vector.
     *
     * @param index as for {@link #get}
     * @param value in any form that a capability may return
     */
    void set(int index, Object value);

    /**
     * Appends to an array, list or vector; adds to a set what it does not have.
     *
     * @param value in any form that a capability may return
     */
    void add(Object value);

    /**
     * Removes the last element of an array, list or vector.
     *
     * @return the element; null if there is none
     */
    Object removeLast();
}
