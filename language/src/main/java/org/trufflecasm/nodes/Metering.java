package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.bytecode.BytecodeLocation;
import com.oracle.truffle.api.bytecode.BytecodeNode;
import com.oracle.truffle.api.bytecode.LocalAccessor;
import com.oracle.truffle.api.frame.FrameInstance;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.UnexpectedResultException;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.Registers;

/**
 * Counts executed instructions exactly, charging at once those that run together and, in advance,
 * those that are sure to come next. Where the fuel does not reach, what was paid in advance is
 * taken back, and each run pays for itself from then on; where it does not reach for a run, code
 * that charges each instruction on its own takes over and ends in a failure.
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
     * Charges instructions, if there is fuel for all.
     *
     * <p>Compiled code does not ask again for what has been paid, as long as its function has never
     * come to where the advances end; when it does, it is compiled anew.
     *
     * @return whether there is too little
     */
    static boolean charge(
            ChargeSite site,
            CoreRootNode root,
            LocalAccessor fuel,
            BytecodeNode bytecode,
            VirtualFrame frame) {
        Registers registers = root.registers();
        if (site.isPaidExactly() && !root.mayPayExactly()) {
            return false;
        }
        long known = site.inRegisters() ? registers.fuel : local(fuel, bytecode, frame, registers);
        long left = known - site.amount();
        if ((!site.isPaid() || root.mayPayExactly()) && left < 0) {
            root.payExactly();
            boolean lacks = lacks(site, registers, known);
            fuel.setLong(bytecode, frame, registers.fuel);
            if (lacks) {
                root.noteStop();
            }
            return lacks;
        }
        if (site.isPaidExactly()) {
            return false;
        }
        if (site.leaves()) {
            registers.fuel = left;
            // Not kept alive by all the frames that the compiler makes one of.
            fuel.setLong(bytecode, frame, 0);
        } else {
            fuel.setLong(bytecode, frame, left);
        }
        return false;
    }

    /**
     * The fuel does not reach for what is to be charged, of which a part is paid in advance. From
     * now on nothing is: what the callers have paid for what is still to come is added to the fuel,
     * and they find by its {@link Registers#EXACT} that they have to pay again.
     *
     * @param known what there was for it
     * @return whether it does not even reach for the run of instructions that comes next
     */
    @TruffleBoundary
    private static boolean lacks(ChargeSite site, Registers registers, long known) {
        if (known >= 0) {
            endAdvances(registers, known + site.paidBefore());
        }
        if (site.callee() != null) {
            site.callee().payExactly();
        }
        if (registers.exactFuel < site.cost()) {
            registers.chargesEach = true;
            return true;
        }
        registers.exactFuel -= site.cost();
        return false;
    }

    /** Pays what every call of a function is sure to need, where its code does not name it. */
    static void payForEntry(Registers registers, GuestFunction function) {
        int price = function.paidByCaller();
        if (price == 0) {
            return;
        }
        if (registers.fuel >= price) {
            registers.fuel -= price;
        } else {
            payForEntryExactly(registers, function);
        }
    }

    @TruffleBoundary
    private static void payForEntryExactly(Registers registers, GuestFunction function) {
        if (registers.fuel >= 0) {
            endAdvances(registers, registers.fuel);
        }
        function.payExactly();
    }

    /** Takes back what was paid for a function that is not called after all. */
    static void takeBackEntry(Registers registers, GuestFunction function) {
        if (registers.fuel >= 0) {
            registers.fuel += function.paidByCaller();
        }
    }

    private static void endAdvances(Registers registers, long left) {
        registers.exactFuel = left + paidByCallers(registers);
        registers.fuel = Registers.EXACT;
    }

    /** Charges one instruction, or fails if none is left. */
    static void chargeLast(CoreRootNode root, Node location) {
        Registers registers = root.registers();
        if (registers.fuel > 0) {
            registers.fuel--;
        } else {
            chargeExactly(root, registers, location);
        }
    }

    @TruffleBoundary
    private static void chargeExactly(CoreRootNode root, Registers registers, Node location) {
        if (registers.fuel == 0) {
            endAdvances(registers, 0);
        }
        if (registers.exactFuel == 0) {
            throw exhausted(root.limits().maxSteps(), location);
        }
        registers.exactFuel--;
    }

    /** The task ends where it is: its functions have paid for instructions that never come. */
    @TruffleBoundary
    static void endTask(Registers registers) {
        if (registers.fuel >= 0) {
            registers.fuel += paidByCallersOfTask();
        }
    }

    /** What the callers of the running function have paid for what comes after their calls. */
    private static long paidByCallers(Registers registers) {
        PaidByCallers paid = new PaidByCallers();
        HostEntryRootNode.forEachFrame(registers, paid::add);
        return paid.sum + registers.paidBehindHostCalls;
    }

    /** The same up to where a host has entered the guest's code: those below it go on. */
    private static long paidByCallersOfTask() {
        PaidByCallers paid = new PaidByCallers();
        HostEntryRootNode.forEachFrameAbove(paid::add);
        return paid.sum;
    }

    /**
     * Adds up what all frames have paid but the newest one: that is the running function's, unless
     * it is only about to be called.
     */
    private static final class PaidByCallers {
        private boolean isCaller = HostEntryRootNode.isNewest();
        private long sum;

        void add(FrameInstance frame) {
            sum += isCaller ? paidBehind(frame) : 0;
            isCaller = true;
        }
    }

    private static int paidBehind(FrameInstance frame) {
        BytecodeLocation location = BytecodeLocation.get(frame);
        if (location == null
                || !(location.getBytecodeNode().getRootNode() instanceof CoreRootNode root)) {
            return 0;
        }
        GuestFunction function = root.function();
        CodePlace place =
                CodePlace.of(root, location.getBytecodeNode(), location.getBytecodeIndex());
        // What is paid behind a call of the host stands in the registers, since nobody finds its
        // place on the stack.
        return place.instruction() >= 0
                        && function.function().code().get(place.instruction()).op().runsOtherCode()
                ? chargedBehind(function, place, false)
                : 0;
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
            GuestFunction function = root.function();
            CodePlace place = place(root, bytecode, bytecodeIndex);
            if (registers.fuel < 0) {
                registers.exactFuel += chargedBehind(function, place, true);
            } else {
                if (fuel != null && keepsFuel(function, place)) {
                    registers.fuel = local(fuel, bytecode, frame, registers);
                }
                registers.fuel += chargedBehind(function, place, false);
            }
        }
        if (fuel != null) {
            fuel.setLong(bytecode, frame, registers.fuel);
        }
    }

    /**
     * What a frame has to take back behind a call of the host.
     *
     * @param kept whether the function keeps the fuel in its local there
     * @param paid what is paid for what comes behind the call
     * @param rest the part of it that is not charged again where nothing is paid in advance: what
     *     runs together with the call
     */
    record HostCall(boolean kept, int paid, int rest) {}

    /**
     * Leaves the fuel in the registers before code runs that is not the guest's and may call back.
     *
     * @return what {@link #take} needs; null where steps are not counted
     */
    static HostCall leave(
            CoreRootNode root, VirtualFrame frame, BytecodeNode bytecode, int bytecodeIndex) {
        Registers registers = root.registers();
        LocalAccessor fuel = root.fuel();
        if (fuel == null || registers.chargesEach || registers.fuel < 0) {
            return null;
        }
        HostCall call = hostCall(root, bytecode, bytecodeIndex);
        if (call.kept()) {
            registers.fuel = local(fuel, bytecode, frame, registers);
        }
        registers.paidBehindHostCalls += call.paid();
        return call;
    }

    @TruffleBoundary
    private static HostCall hostCall(CoreRootNode root, BytecodeNode bytecode, int bytecodeIndex) {
        GuestFunction function = root.function();
        CodePlace place = place(root, bytecode, bytecodeIndex);
        return new HostCall(
                keepsFuel(function, place),
                chargedBehind(function, place, false),
                chargedBehind(function, place, true));
    }

    /**
     * Takes what code that was called has left of the fuel, and pays again what that code could use
     * up.
     *
     * @param call what {@link #leave} gave
     * @param failed whether the call has failed: then what does not run is given back anyway
     * @throws GuestException (StepQuota) if not enough is left
     */
    static void take(
            CoreRootNode root,
            VirtualFrame frame,
            BytecodeNode bytecode,
            HostCall call,
            boolean failed,
            Node location) {
        if (call == null) {
            return;
        }
        Registers registers = root.registers();
        registers.paidBehindHostCalls -= call.paid();
        if (call.kept()) {
            root.fuel().setLong(bytecode, frame, registers.fuel);
        }
        if (registers.fuel < 0) {
            root.payExactly();
            registers.exactFuel -= call.rest();
            if (registers.exactFuel < 0 && !failed) {
                CompilerDirectives.transferToInterpreter();
                // What is given back, since it does not run, was never there.
                registers.exactFuel = -call.rest();
                throw exhausted(root.limits().maxSteps(), location);
            }
        }
    }

    @TruffleBoundary
    private static CodePlace place(CoreRootNode root, BytecodeNode bytecode, int bytecodeIndex) {
        return CodePlace.of(root, bytecode, bytecodeIndex);
    }

    /** Whether the function keeps the fuel in its local when it comes to an instruction. */
    @TruffleBoundary
    private static boolean keepsFuel(GuestFunction function, CodePlace place) {
        return place.instruction() >= 0
                && function.program()
                        .compiler()
                        .keepsFuel(function, place.instruction(), place.copy());
    }

    @TruffleBoundary
    private static int chargedBehind(GuestFunction function, CodePlace place, boolean exactly) {
        return place.instruction() < 0
                ? 0
                : function.program()
                        .compiler()
                        .chargedBehind(function, place.instruction(), place.copy(), exactly);
    }
}
