package org.trufflecasm.format.crush;

/** What follows the byte of an instruction in CVM1 (specification §1.8). All big-endian. */
public enum Cvm1Operand {
    /** Nothing. */
    NONE(0),
    /** A signed integer of 64 bits. */
    INTEGER(8),
    /** A 64-bit float of IEEE 754. */
    FLOAT(8),
    /** The index of a constant, unsigned, 16 bits. */
    STRING(2),
    /** The index of the constant that names a function, unsigned, 16 bits. */
    FUNCTION(2),
    /** The index of the constant that names a capability, 16 bits, and a count of arguments, 8. */
    CAPABILITY(3),
    /** A variable slot, unsigned, 16 bits. */
    SLOT(2),
    /** A count, unsigned, 16 bits. */
    COUNT(2),
    /** Where an instruction begins, in bytes from the start of the code, unsigned, 32 bits. */
    ADDRESS(4);

    private final int size;

    Cvm1Operand(int size) {
        this.size = size;
    }

    /** How many bytes it takes. */
    public int size() {
        return size;
    }
}
