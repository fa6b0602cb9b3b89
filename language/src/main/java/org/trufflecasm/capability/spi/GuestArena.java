package org.trufflecasm.capability.spi;

import java.util.List;

/**
 * Makes objects that belong to the capsule. They count against its memory limit, during the call
 * even if nothing refers to them any more; above the limit the run ends in a {@code MemoryQuota}.
 * What the capability does not return or put into another object is garbage when the call ends.
 *
 * <p>Valid as long as the {@link CapabilityCall} it comes from, and like it for one thread only. A
 * capability that only gives results needs none of this: Java's collections are copied.
 */
public interface GuestArena {

    /**
     * A new sequence.
     *
     * @param kind which of the five
     * @param elements its first elements, in any form that a capability may return; a set keeps the
     *     first of equal ones
     * @return a view of it
     */
    GuestSequence newSequence(GuestSequence.Kind kind, List<?> elements);

    /**
     * A new map without keys.
     *
     * @return a view of it
     */
    GuestMap newMap();

    /**
     * A new object without fields: for the capsule a map that carries the names of its language and
     * class, which make no difference to what it equals.
     *
     * @param language whose object it is; null for none
     * @param className what it is; null for none
     * @return a view of it
     */
    GuestMap newObject(String language, String className);
}
