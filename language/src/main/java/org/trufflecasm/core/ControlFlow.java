package org.trufflecasm.core;

/** What an operation does to the flow of control after it has run. */
public enum ControlFlow {
    /** Goes on with the next instruction. */
    NEXT,
    /** Always goes to its target. */
    JUMP,
    /** Goes to its target or to the next instruction, as its condition says. */
    BRANCH,
    /** Goes to one of several targets. */
    SWITCH,
    /** Leaves the function with a value. */
    RETURN,
    /** Goes to the handler that is in force, or leaves the function with an error. */
    THROW,
    /** Ends the whole task. */
    HALT;

    /** Whether the instruction after one of this kind can be reached by falling through. */
    public boolean fallsThrough() {
        return this == NEXT || this == BRANCH;
    }
}
