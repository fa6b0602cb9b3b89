package org.trufflecasm.tck.reference;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map of the guest; keeps the order in which keys came first. */
final class Dictionary extends Container {
    final Map<String, Object> entries = new LinkedHashMap<>();

    void put(String key, Object value) {
        GaveUp.checkElements(entries.size() + 1L);
        entries.put(key, value);
    }

    /** The value of a key, or null of the guest. */
    Object get(String key) {
        return entries.getOrDefault(key, Nil.NIL);
    }
}
