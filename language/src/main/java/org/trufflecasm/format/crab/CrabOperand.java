package org.trufflecasm.format.crab;

/** What the operand of an instruction means. */
public enum CrabOperand {
    /** There is none. */
    NONE("–"),
    /** An index of the table of constants. */
    CONSTANT("constant"),
    /** An index of an instruction of the function; the count of instructions means its end. */
    TARGET("index"),
    /** An index of the table of functions. */
    FUNCTION("function"),
    /** The number of a local of the frame. */
    LOCAL("slot"),
    /** An index of the table of symbols, of a global. */
    GLOBAL("global symbol"),
    /** An index of the table of symbols, of a native. */
    NATIVE("native symbol");

    private final String text;

    CrabOperand(String text) {
        this.text = text;
    }

    /** How the documentation calls it. */
    public String text() {
        return text;
    }
}
