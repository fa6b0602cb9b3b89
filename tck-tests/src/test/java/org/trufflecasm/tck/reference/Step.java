package org.trufflecasm.tck.reference;

import java.util.List;
import java.util.Map;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.format.crush.CrushOpcode;

/**
 * One instruction, with what the rest of its body decides about it.
 *
 * @param opcode which
 * @param value a constant: {@code Long}, {@code Double}, {@code Boolean} or {@code String}; in the
 *     CVM1 profile also the slot of a variable; null if it has none
 * @param number a count, or the index of an instruction; -1 if it is left out
 * @param captures names of captured variables
 * @param operands all operands as values of the guest, for requests to the host
 * @param targets of a switch: where each case goes, then the fallback
 * @param special for a new collection: whether its size is a hint. For a push to a tuple, list,
 *     vector or set: whether it takes the collection too. For a call of a capability: whether null
 *     is pushed where it gives no value
 * @param position its place in the original source; null if unknown
 */
record Step(
        CrushOpcode opcode,
        Object value,
        int number,
        List<String> captures,
        Map<String, Object> operands,
        List<Integer> targets,
        boolean special,
        SourcePosition position) {

    /** The constant, which is a name. */
    String name() {
        return (String) value;
    }
}
