package org.trufflecasm.nodes;

import org.trufflecasm.runtime.CasmString;

/**
 * The name of a field in an instruction.
 *
 * @param name may be shared between threads
 */
public record FieldKey(CasmString name) {
    /** The key of a name. */
    public static FieldKey of(String name) {
        return new FieldKey(CasmString.literal(name));
    }
}
