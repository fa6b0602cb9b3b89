package org.trufflecasm.runtime;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Contents of a map that has outgrown shapes.
 *
 * @param type what the map is an instance of
 * @param entries in the order of insertion
 */
record HashStorage(ObjectClass type, Map<CasmString, Object> entries) {
    /** Empty storage. */
    static HashStorage create(ObjectClass type, int capacity) {
        return new HashStorage(type, LinkedHashMap.newLinkedHashMap(capacity));
    }
}
