package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerAsserts;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.bytecode.BytecodeLocation;
import com.oracle.truffle.api.bytecode.BytecodeNode;
import com.oracle.truffle.api.bytecode.Instruction;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.DirectCallNode;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.IndirectCallNode;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.core.Limits;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.limits.RunLimits;
import org.trufflecasm.runtime.Registers;

/**
 * How a caller hands over its arguments: numbers in the {@link Registers}, references in the array,
 * as the callee's first call settled it; see {@link GuestFunction}.
 *
 * <p>In code that contexts share, the registers stand before the references. The compiler makes no
 * array for a callee that becomes part of its caller, and knows then that both use the same
 * registers.
 */
final class CallProtocol {
    private static final Object[] NO_REFERENCES = {};

    private CallProtocol() {}

    /** Calls and gives what the callee returned, which may be a {@code ResultMarker}. */
    static Object call(
            CallSite site,
            Object[] arguments,
            CoreRootNode root,
            DirectCallNode node,
            VirtualFrame frame,
            BytecodeNode bytecode,
            Node location) {
        Registers registers = root.registers(frame);
        Object[] passed = pass(site, arguments, registers);
        LinkedProgram program = site.function().program();
        boolean isPaid = root.fuel() != null;
        CallDepth depth = root.depth();
        if (depth != null) {
            long base = CallDepth.read(depth.base(), bytecode, frame);
            long inlined = CallDepth.read(depth.inlined(), bytecode, frame);
            count(site, registers, base, inlined, program.limits(registers), isPaid, location);
        }
        if (!isPaid) {
            Metering.payForEntry(registers, site.function()); // the caller charges each alone
        }
        Object returned = node.call(passed);
        if (program.limits().countsOperands()) {
            // Counted down, not restored: a value kept for that would have to be kept by every
            // frame that the compiler makes one of, which costs more than all the counting.
            registers.operands -= site.operandsBelow();
        }
        return returned;
    }

    /** The call that stands at a place of the code; null if there is none. */
    @TruffleBoundary
    static CallSite siteAt(BytecodeLocation location) {
        for (Instruction.Argument argument : location.getInstruction().getArguments()) {
            if (argument.getKind() == Instruction.Argument.Kind.CONSTANT
                    && argument.asConstant() instanceof CallSite site) {
                return site;
            }
        }
        return null;
    }

    /** As the other, where the callee may be part of another program with limits of its own. */
    static Object call(
            CallSite site,
            Object[] arguments,
            Registers registers,
            DirectCallNode node,
            Node location) {
        Object[] passed = pass(site, arguments, registers);
        LinkedProgram program = site.function().program();
        if (!program.limits().countsCalls()) {
            Metering.payForEntry(registers, site.function());
            return node.call(passed);
        }
        long depth = registers.depthBase;
        long inlined = registers.depthInlined;
        long operands = registers.operands;
        RunLimits limits = program.limits(registers);
        count(site, registers, depth, inlined, limits, false, location);
        Metering.payForEntry(registers, site.function());
        try {
            return node.call(passed);
        } finally {
            registers.depthBase = depth;
            registers.depthInlined = inlined;
            registers.operands = operands;
        }
    }

    private static Object[] pass(CallSite site, Object[] arguments, Registers registers) {
        return isTyped(site, arguments) ? passTyped(site, arguments, registers) : arguments;
    }

    /** As {@link #call}, of a function that the code does not know: all arguments in the array. */
    static Object callAny(
            CallSite site,
            Object[] arguments,
            Registers registers,
            IndirectCallNode node,
            Node location) {
        GuestFunction function = site.function();
        if (!function.isSettled()) {
            function.settleKinds(arguments);
        }
        long depth = registers.depthBase;
        long inlined = registers.depthInlined;
        long operands = registers.operands;
        if (function.program().limits().countsCalls()) {
            RunLimits limits = function.program().limits(registers);
            count(site, registers, depth, inlined, limits, false, location);
        }
        Metering.payForEntry(registers, function);
        try {
            return node.call(targetOf(function), arguments);
        } finally {
            registers.depthBase = depth;
            registers.depthInlined = inlined;
            registers.operands = operands;
        }
    }

    @TruffleBoundary
    private static RootCallTarget targetOf(GuestFunction function) {
        return function.target();
    }

    /**
     * Counts the frame that a call makes, and the operands that stay below it.
     *
     * @param depth how deep the frame lies that the caller's compiled code was entered with
     * @param inlined how far above that the caller's frame lies
     * @param isPaid whether the callee's first instructions have been paid
     */
    private static void count(
            CallSite site,
            Registers registers,
            long depth,
            long inlined,
            RunLimits limits,
            boolean isPaid,
            Node location) {
        if (depth >= limits.maxCallDepth() - inlined) {
            CompilerDirectives.transferToInterpreter();
            takeBack(site, registers, isPaid);
            throw depthQuota(site.function().program(), limits, location);
        }
        if (limits.countsOperands()) {
            long below = registers.operands + site.operandsBelow();
            if (below + site.function().maxOperands() > limits.maxStack()) {
                CompilerDirectives.transferToInterpreter();
                takeBack(site, registers, isPaid);
                throw stackQuota(limits, location);
            }
            registers.operands = below;
            if (limits.counted()) {
                int frames = (int) (depth + inlined + 1);
                registers.countCall(frames, below + site.function().maxOperands());
            }
        }
        registers.depthBase = depth;
        registers.depthInlined = inlined + 1;
    }

    private static void takeBack(CallSite site, Registers registers, boolean isPaid) {
        if (isPaid) {
            Metering.takeBackEntry(registers, site.function());
        }
    }

    @TruffleBoundary
    static GuestException stackQuota(RunLimits limits, Node location) {
        long limit = Math.min(limits.maxStack(), Limits.MAX_STACK);
        return new GuestException(
                ErrorKind.StackQuota, "stack quota exceeded (" + limit + ")", location);
    }

    @TruffleBoundary
    static GuestException depthQuota(LinkedProgram program, RunLimits limits, Node location) {
        return new GuestException(
                ErrorKind.CallDepthQuota,
                program.semantics().depthExceeded(limits.maxCallDepth()),
                location);
    }

    /**
     * Whether the arguments have the kinds that the callee expects; settles them at its first call.
     */
    @ExplodeLoop
    private static boolean isTyped(CallSite site, Object[] arguments) {
        GuestFunction function = site.function();
        if (!function.isSettled()) {
            function.settleKinds(arguments);
        }
        // Not the array's length, which the compiler may not know as a constant.
        int count = site.argumentCount();
        CompilerAsserts.partialEvaluationConstant(count);
        if (function.references() == count && !isShared(function)) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            GuestFunction.Kind kind = function.kind(i);
            boolean fits =
                    switch (kind) {
                        case LONG -> arguments[i] instanceof Long;
                        case DOUBLE -> arguments[i] instanceof Double;
                        case REFERENCE -> true;
                    };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean isShared(GuestFunction function) {
        return function.program().language().isShared();
    }

    @ExplodeLoop
    private static Object[] passTyped(CallSite site, Object[] arguments, Registers registers) {
        GuestFunction function = site.function();
        Object[] references;
        int position = 0;
        if (isShared(function)) {
            references = new Object[function.references() + 1];
            references[position++] = registers;
        } else if (function.references() == 0) {
            references = NO_REFERENCES;
        } else {
            references = new Object[function.references()];
        }
        for (int i = 0; i < site.argumentCount(); i++) {
            switch (function.kind(i)) {
                case LONG -> registers.setLong(i, (Long) arguments[i]);
                case DOUBLE -> registers.setDouble(i, (Double) arguments[i]);
                case REFERENCE -> references[position++] = arguments[i];
            }
        }
        return references;
    }
}
