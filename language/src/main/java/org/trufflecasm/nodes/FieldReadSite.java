package org.trufflecasm.nodes;

import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.FieldCodes;

/** What a {@link GetFieldNode} knows. */
final class FieldReadSite extends FieldSite {
    private FieldReadSite(FieldKey key) {
        super(key.name());
    }

    static FieldReadSite create(FieldKey key) {
        return new FieldReadSite(key);
    }

    /** The value of a field that has no code of its own. */
    Object readOther(CasmMap map, int code) {
        if (code == FieldCodes.ABSENT) {
            return CasmNull.INSTANCE;
        }
        if (code == FieldCodes.ELSEWHERE) {
            return library().getOrDefault(map, name(), CasmNull.INSTANCE);
        }
        Object value = map.get(name());
        return value == null ? CasmNull.INSTANCE : value;
    }
}
