package org.trufflecasm.format.crab;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.trufflecasm.core.Op;

/**
 * <b>The</b> table of CVM instructions (specification of CVM, §3). Reader, writer, verifier, text
 * and documentation derive from it.
 */
public enum CrabOpcode {
    LOAD_CONST(0x01, CrabOperand.CONSTANT, 0, 1, null, "pushes a constant"),
    ADD(0x02, 2, 1, Op.ADD, "sum of two Numbers, or two Strings joined"),
    SUB(0x03, 2, 1, Op.SUB, "difference"),
    MUL(0x04, 2, 1, Op.MUL, "product"),
    DIV(0x05, 2, 1, Op.DIV, "quotient; a divisor of 0 or -0 is an error"),
    PRINT(0x06, 1, 0, Op.PRINT_LINE, "prints the text and a line end"),
    JUMP(0x07, CrabOperand.TARGET, 0, 0, Op.JMP, "goes to an instruction"),
    JUMP_IF(0x08, CrabOperand.TARGET, 1, 0, Op.JMP_IF, "goes there if the value is true"),
    CALL(0x09, CrabOperand.FUNCTION, 0, 0, null, "calls a function"),
    RET(0x0A, 0, 0, null, "leaves the function"),
    POP(0x40, 1, 0, Op.POP, "drops the top value"),
    DUP(0x41, 1, 2, Op.DUP, "a → a a"),
    SWAP(0x42, 2, 2, Op.SWAP, "a b → b a"),
    LOAD_LOCAL(0x43, CrabOperand.LOCAL, 0, 1, null, "pushes a local"),
    STORE_LOCAL(0x44, CrabOperand.LOCAL, 1, 0, null, "stores a local"),
    LOAD_GLOBAL(0x45, CrabOperand.GLOBAL, 0, 1, null, "pushes a global variable"),
    STORE_GLOBAL(0x46, CrabOperand.GLOBAL, 1, 0, null, "stores a global variable"),
    EQ(0x47, 2, 1, Op.EQ, "same kind and value"),
    NE(0x48, 2, 1, Op.NE, "not the same kind and value"),
    LT(0x49, 2, 1, Op.LT, "less; two Numbers or two Strings"),
    LE(0x4A, 2, 1, Op.LE, "less or equal"),
    GT(0x4B, 2, 1, Op.GT, "greater"),
    GE(0x4C, 2, 1, Op.GE, "greater or equal"),
    NOT(0x4D, 1, 1, Op.NOT, "negated truth"),
    NEG(0x4E, 1, 1, Op.NEG, "opposite Number"),
    MOD(0x4F, 2, 1, Op.MOD, "remainder with the sign of the dividend"),
    CALL_NATIVE(0x50, CrabOperand.NATIVE, 0, 0, null, "calls a native"),
    NOP(0x51, 0, 0, Op.NOP, "does nothing"),
    TO_STRING(0x52, 1, 1, Op.TEXT_OF, "the printed text"),
    TYPE_OF(0x53, 1, 1, Op.TYPE_OF, "name of the kind");

    /** The prefix that makes the next operand 32 bits wide. */
    public static final int WIDE = 0xFE;

    private static final CrabOpcode[] BY_CODE = new CrabOpcode[256];
    private static final Map<String, CrabOpcode> BY_NAME = new HashMap<>();

    static {
        Arrays.stream(values())
                .forEach(
                        opcode -> {
                            BY_CODE[opcode.code] = opcode;
                            BY_NAME.put(opcode.name(), opcode);
                        });
    }

    private final int code;
    private final CrabOperand operand;
    private final int pops;
    private final int pushes;
    private final Op op;
    private final String summary;

    CrabOpcode(int code, int pops, int pushes, Op op, String summary) {
        this(code, CrabOperand.NONE, pops, pushes, op, summary);
    }

    CrabOpcode(int code, CrabOperand operand, int pops, int pushes, Op op, String summary) {
        this.code = code;
        this.operand = operand;
        this.pops = pops;
        this.pushes = pushes;
        this.op = op;
        this.summary = summary;
    }

    /** The opcode of a byte; null if it is not assigned. */
    public static CrabOpcode of(int code) {
        return BY_CODE[code];
    }

    /** The opcode of a name as text spells it, in capitals; null if there is none. */
    public static CrabOpcode named(String name) {
        return BY_NAME.get(name);
    }

    /** Its byte. */
    public int code() {
        return code;
    }

    /** What its operand means. */
    public CrabOperand operand() {
        return operand;
    }

    /** Whether it has an operand. */
    public boolean hasOperand() {
        return operand != CrabOperand.NONE;
    }

    /** How many operands it takes from the stack; calls take their arguments besides. */
    public int pops() {
        return pops;
    }

    /** How many values it leaves; calls leave their results besides. */
    public int pushes() {
        return pushes;
    }

    /** The core operation that means the same; null where that depends on its operand. */
    Op op() {
        return op;
    }

    /** What it does, in a few words. */
    public String summary() {
        return summary;
    }
}
