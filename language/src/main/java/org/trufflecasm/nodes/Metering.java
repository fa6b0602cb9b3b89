package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.bytecode.BytecodeNode;
import com.oracle.truffle.api.bytecode.LocalAccessor;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.UnexpectedResultException;
import com.oracle.truffle.api.source.SourceSection;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.Registers;

/**
 * Counts executed instructions exactly, charging those that run together at once. Where the fuel
 * does not reach for all of them, code that charges each on its own takes over; it ends in a
 * failure, so the fast code never has to look twice.
 */
final class Metering {
    private Metering() {}

    /** The fuel in a function's local. */
    static long local(
            LocalAccessor fuel, BytecodeNode bytecode, VirtualFrame frame, Registers registers) {
        try {
            return fuel.getLong(bytecode, frame);
        } catch (UnexpectedResultException unset) {
            return registers.fuel;
        }
    }

    /**
     * The fuel ends within the instructions that run next.
     *
     * @param left what there is for them
     */
    static void chargeEach(Registers registers, long left) {
        registers.fuel = left;
        registers.chargesEach = true;
    }

    /** Charges one instruction, or fails if none is left. */
    static void chargeLast(CoreRootNode root, Node location) {
        Registers registers = root.registers();
        if (registers.fuel == 0) {
            throw exhausted(root.function().program().limits().maxSteps(), location);
        }
        registers.fuel--;
    }

    @TruffleBoundary
    private static GuestException exhausted(long limit, Node location) {
        return new GuestException(
                ErrorKind.StepQuota, "instruction quota exceeded (" + limit + ")", location);
    }

    /**
     * Takes back the charge of the instructions that a failure keeps from running. The fuel is then
     * the same in the registers and in the function's local: its caller may go on, or its own
     * handler.
     */
    static void giveBack(
            CoreRootNode root, VirtualFrame frame, BytecodeNode bytecode, int bytecodeIndex) {
        Registers registers = root.registers();
        LocalAccessor fuel = root.fuel();
        if (!registers.chargesEach) {
            int instruction = instruction(root, bytecode, bytecodeIndex);
            if (fuel != null && !runsOtherCode(root, instruction)) {
                registers.fuel = local(fuel, bytecode, frame, registers);
            }
            registers.fuel += chargedAfter(root, instruction);
        }
        if (fuel != null) {
            fuel.setLong(bytecode, frame, registers.fuel);
        }
    }

    @TruffleBoundary
    private static int instruction(CoreRootNode root, BytecodeNode bytecode, int bytecodeIndex) {
        SourceSection section = bytecode.getBytecodeLocation(bytecodeIndex).getSourceLocation();
        return root.instructionAt(section);
    }

    /** Whether the failure came from other code, which has left the fuel in the registers. */
    @TruffleBoundary
    private static boolean runsOtherCode(CoreRootNode root, int instruction) {
        return instruction >= 0
                && root.function().function().code().get(instruction).op().runsOtherCode();
    }

    @TruffleBoundary
    private static int chargedAfter(CoreRootNode root, int instruction) {
        GuestFunction function = root.function();
        return instruction < 0
                ? 0
                : function.program().compiler().chargedAfter(function, instruction);
    }
}
