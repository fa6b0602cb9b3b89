package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.bytecode.BytecodeNode;
import com.oracle.truffle.api.nodes.Node;
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

    /** Charges {@code instructions} if there is fuel for all of them; tells whether there was. */
    static boolean charge(Registers registers, int instructions) {
        long left = registers.fuel - instructions;
        if (left < 0) {
            registers.chargesEach = true;
            return false;
        }
        registers.fuel = left;
        return true;
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

    /** Takes back the charge of the instructions that a failure keeps from running. */
    @TruffleBoundary
    static void giveBack(CoreRootNode root, BytecodeNode bytecode, int bytecodeIndex) {
        Registers registers = root.registers();
        if (registers.chargesEach) {
            return;
        }
        SourceSection section = bytecode.getBytecodeLocation(bytecodeIndex).getSourceLocation();
        int instruction = root.instructionAt(section);
        if (instruction >= 0) {
            GuestFunction function = root.function();
            registers.fuel += function.program().compiler().chargedAfter(function, instruction);
        }
    }
}
