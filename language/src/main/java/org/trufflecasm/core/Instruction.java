package org.trufflecasm.core;

import java.util.List;
import java.util.Objects;

/**
 * One instruction of a {@link Function}: an operation with its operands. Immutable.
 *
 * @param op the operation
 * @param a first integer operand; its meaning is given by {@link OperandKind}; 0 if unused
 * @param b second integer operand; 0 if unused
 * @param constant a {@code Long}, {@code Double}, {@code Boolean}, {@code String}, or {@link
 *     Captures}, {@link Failure}, {@link HostRequest} or {@link HostSwitch}; null if unused
 */
public record Instruction(Op op, int a, int b, Object constant) {

    public Instruction {
        Objects.requireNonNull(op, "op");
    }

    /** An instruction without operands. */
    public static Instruction of(Op op) {
        return new Instruction(op, 0, 0, null);
    }

    /** An instruction with one integer operand. */
    public static Instruction of(Op op, int a) {
        return new Instruction(op, a, 0, null);
    }

    /** An instruction with two integer operands. */
    public static Instruction of(Op op, int a, int b) {
        return new Instruction(op, a, b, null);
    }

    /** An instruction with a constant or a name. */
    public static Instruction of(Op op, Object constant) {
        return new Instruction(op, 0, 0, constant);
    }

    /** How many operands this instruction takes from the operand stack. */
    public long pops() {
        return op.effect().pops(this);
    }

    /** How many values this instruction leaves on the operand stack. */
    public long pushes() {
        return op.effect().pushes(this);
    }

    /**
     * The name of the capability that this instruction calls or may call; null if there is none.
     */
    public String capability() {
        return switch (op) {
            case CAP_CALL, CALL_NATIVE, CALL_VARIABLE_OR_CAPABILITY -> name();
            case PRINT_LINE -> "io.print";
            case HOST_REQUEST, EXEC_LANG -> ((HostRequest) constant).capability();
            case HOST_SWITCH -> ((HostSwitch) constant).request().capability();
            default -> null;
        };
    }

    /**
     * The variables that it reads besides its operands, in the order in which it takes them; for
     * {@code load}, which pushes its variable, none.
     */
    public List<Integer> readSlots() {
        return switch (op) {
            case PUSH_CLOSURE -> ((Captures) constant).slots();
            case HOST_REQUEST, EXEC_LANG -> ((HostRequest) constant).variables();
            case CALL_VARIABLE, CALL_VARIABLE_OR_CAPABILITY, CALL_VARIABLE_DEFAULT -> List.of(a);
            default -> List.of();
        };
    }

    /** Where control may go other than on to the next instruction, as indexes of instructions. */
    public List<Integer> targets() {
        return switch (op.flow()) {
            case JUMP, BRANCH -> List.of(a);
            case SWITCH -> ((HostSwitch) constant).targets();
            default -> List.of();
        };
    }

    /** How many arguments {@link #capability} is called with. */
    public int capabilityArguments() {
        return switch (op) {
            case CAP_CALL, CALL_NATIVE -> a;
            case PRINT_LINE -> 1;
            case HOST_REQUEST, EXEC_LANG -> ((HostRequest) constant).arguments(a);
            case HOST_SWITCH -> ((HostSwitch) constant).request().arguments(0);
            default -> b;
        };
    }

    /** The name operand as a string. */
    public String name() {
        return (String) constant;
    }
}
