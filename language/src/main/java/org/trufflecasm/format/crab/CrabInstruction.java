package org.trufflecasm.format.crab;

import java.util.EnumMap;
import java.util.Map;

/**
 * One instruction of a module. Immutable.
 *
 * @param opcode what it does
 * @param operand its operand, unsigned; 0 if it has none
 * @param wide whether the operand is written with 32 bits
 */
public record CrabInstruction(CrabOpcode opcode, long operand, boolean wide) {
    private static final Map<CrabOpcode, CrabInstruction> PLAIN = new EnumMap<>(CrabOpcode.class);

    static {
        for (CrabOpcode opcode : CrabOpcode.values()) {
            PLAIN.put(opcode, new CrabInstruction(opcode, 0, false));
        }
    }

    /** An instruction without an operand; each is there once. */
    static CrabInstruction of(CrabOpcode opcode) {
        return PLAIN.get(opcode);
    }

    /** The operand as an index. Only where it has been verified, or compared with a size. */
    int index() {
        return (int) operand;
    }
}
