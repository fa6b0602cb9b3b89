package org.trufflecasm.runtime;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Contents of a map that has outgrown shapes.
 *
 * @param className of the map, or null
 * @param entries in the order of insertion
 */
record HashStorage(CasmString className, Map<CasmString, Object> entries) {
    /** Empty storage. */
    static HashStorage create(CasmString className, int capacity) {
        return new HashStorage(className, LinkedHashMap.newLinkedHashMap(capacity));
    }
}
