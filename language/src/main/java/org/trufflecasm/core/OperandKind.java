package org.trufflecasm.core;

/** The operands an {@link Op} carries, and where {@link Instruction} holds them. */
public enum OperandKind {
    /** A signed 64-bit integer, in {@link Instruction#constant()}. */
    INT,
    /** A 64-bit float, in {@link Instruction#constant()}. */
    FLOAT,
    /** A string constant, in {@link Instruction#constant()}. */
    STRING,
    /** A truth value, in {@link Instruction#constant()}. */
    BOOL,
    /**
     * A name (field, capability, class, exported variable, type), in {@link
     * Instruction#constant()}.
     */
    NAME,
    /** Index of a variable slot of the function, in {@link Instruction#a()}. */
    SLOT,
    /**
     * The variables whose values are captured: {@link Captures}, in {@link Instruction#constant()}.
     */
    CAPTURES,
    /** A choice of the host: {@link HostSwitch}, in {@link Instruction#constant()}. */
    CHOICE,
    /** A call of a capability: {@link HostRequest}, in {@link Instruction#constant()}. */
    REQUEST,
    /** Index of an instruction of the function, in {@link Instruction#a()}. */
    TARGET,
    /** Index of a function of the program, in {@link Instruction#a()}. */
    FUNCTION,
    /**
     * How many operands are taken, or the depth of {@code pick} and {@code roll}, in {@link
     * Instruction#a()}.
     */
    COUNT,
    /** A capacity hint without effect on results, in {@link Instruction#b()}. */
    HINT,
    /** How many arguments a call to a known function takes, in {@link Instruction#b()}. */
    ARGC,
    /**
     * 1 if the capability call leaves a value on the operand stack, else 0, in {@link
     * Instruction#b()}.
     */
    RESULT,
    /** How many results a call leaves, a {@code Long} in {@link Instruction#constant()}. */
    RESULTS,
    /** How the instruction fails: {@link Failure}, in {@link Instruction#constant()}. */
    FAILURE
}
