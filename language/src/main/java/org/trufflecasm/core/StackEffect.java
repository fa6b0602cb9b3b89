package org.trufflecasm.core;

/**
 * How an operation changes the height of the operand stack.
 *
 * <p>The numbers are taken from the table entry, or from an operand of the instruction where the
 * operation takes as many values as it is told to.
 */
public record StackEffect(int basePops, int basePushes, Variable variable) {

    /** Which operand of the instruction adds to the fixed part. */
    public enum Variable {
        /** None: the effect is fixed. */
        NONE,
        /** {@link Instruction#a()} more operands are taken. */
        POPS_A,
        /** {@link Instruction#b()} more operands are taken. */
        POPS_B,
        /** Twice {@link Instruction#a()} more operands are taken. */
        POPS_TWICE_A,
        /**
         * {@link Instruction#a()} more operands are taken, and {@link Instruction#b()} values are
         * left.
         */
        POPS_A_PUSHES_B,
        /**
         * {@link Instruction#b()} more operands are taken, and as many values are left as the
         * instruction's constant says.
         */
        POPS_B_PUSHES_CONSTANT,
        /** {@link Instruction#a()} more operands are taken and put back. */
        REACHES_A
    }

    static StackEffect fixed(int pops, int pushes) {
        return new StackEffect(pops, pushes, Variable.NONE);
    }

    static StackEffect variable(int pops, int pushes, Variable variable) {
        return new StackEffect(pops, pushes, variable);
    }

    /** How many operands {@code instruction} takes from the stack: at least 0. */
    public long pops(Instruction instruction) {
        return switch (variable) {
            case NONE -> basePops;
            case POPS_A, POPS_A_PUSHES_B, REACHES_A -> (long) basePops + instruction.a();
            case POPS_B, POPS_B_PUSHES_CONSTANT -> (long) basePops + instruction.b();
            case POPS_TWICE_A -> basePops + 2L * instruction.a();
        };
    }

    /** How many values {@code instruction} leaves on the stack: at least 0. */
    public long pushes(Instruction instruction) {
        return switch (variable) {
            case REACHES_A -> (long) basePushes + instruction.a();
            case POPS_A_PUSHES_B -> instruction.b();
            case POPS_B_PUSHES_CONSTANT -> (Long) instruction.constant();
            default -> basePushes;
        };
    }
}
