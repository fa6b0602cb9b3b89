package org.trufflecasm.capability.spi;

import java.util.List;

/**
 * A live view of a map or an object, see {@link GuestReference}. Keys keep the order in which they
 * came; a capsule's map never loses a key.
 */
public interface GuestMap extends GuestReference {

    /**
     * How many keys there are now.
     *
     * @return 0 or more
     */
    int size();

    /**
     * The keys that there are now, as a copy.
     *
     * @return in the order of insertion
     */
    List<String> keys();

    /**
     * Whether there is such a key.
     *
     * @param key any text
     * @return whether it has a value, which may be null
     */
    boolean containsKey(String key);

    /**
     * The value of a key.
     *
     * @param key any text
     * @return a scalar or a reference, see {@link Capability#takesReferences()}; null if there is
     *     no such key
     */
    Object get(String key);

    /**
     * Sets the value of a key, which may be new.
     *
     * @param key any text
     * @param value in any form that a capability may return
     */
    void put(String key, Object value);

    /**
     * The language whose object it is.
     *
     * @return a name, or null where it has none
     */
    String language();

    /**
     * The class or structure whose object it is.
     *
     * @return a name, or null where it has none
     */
    String className();
}
