package org.trufflecasm.format.crab;

/** The instructions of historic files (specification of CVM, §7). */
enum LegacyOpcode {
    LOAD_CONST(0x01, 0),
    LOAD_VAR(0x02, 0),
    STORE_VAR(0x03, 1),
    ADD(0x10, 2),
    SUB(0x11, 2),
    MUL(0x12, 2),
    DIV(0x13, 2),
    PRINT(0x20, 1),
    POP(0x30, 0),
    RET(0x31, 0);

    private final int code;
    private final int needs;

    LegacyOpcode(int code, int needs) {
        this.code = code;
        this.needs = needs;
    }

    /** The opcode of a byte; null if there is none. */
    static LegacyOpcode of(int code) {
        for (LegacyOpcode opcode : values()) {
            if (opcode.code == code) {
                return opcode;
            }
        }
        return null;
    }

    /** How many operands it needs. */
    int needs() {
        return needs;
    }
}
