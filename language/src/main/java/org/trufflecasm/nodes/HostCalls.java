package org.trufflecasm.nodes;

import com.oracle.truffle.api.Assumption;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.bytecode.BytecodeNode;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.EncapsulatingNodeReference;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.capability.AuditLog;
import org.trufflecasm.capability.AuditedFunction;
import org.trufflecasm.capability.CapabilityContext;
import org.trufflecasm.capability.CapabilityTable;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.Borrows;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.Semantics;

/** Calls a host function that a site may call. */
final class HostCalls {
    private HostCalls() {}

    /**
     * The result of the call at a place in the bytecode. A failure of the function is reported at
     * the call, since it has no place of its own.
     */
    static Object call(
            HostFunction function,
            CoreRootNode root,
            Object[] arguments,
            Node location,
            int bytecodeIndex) {
        if (function instanceof AuditedFunction audited) {
            decide(audited, root, arguments, location, bytecodeIndex);
        }
        return callDecided(function, root, arguments, location);
    }

    /**
     * As the other, of a function during which code runs that is not the guest's and may call back:
     * what the frame keeps of the run's counts is left to that code.
     */
    static Object call(
            HostFunction function,
            CoreRootNode root,
            Object[] arguments,
            VirtualFrame frame,
            BytecodeNode bytecode,
            Node location,
            int bytecodeIndex) {
        if (!function.mayCallBack()) {
            return call(function, root, arguments, location, bytecodeIndex);
        }
        root.leaveDepth(bytecode, frame);
        Metering.HostCall left = Metering.leave(root, frame, bytecode, bytecodeIndex);
        Object result;
        try {
            result = call(function, root, arguments, location, bytecodeIndex);
        } catch (Throwable thrown) {
            Metering.take(root, frame, bytecode, left, true, location);
            throw thrown;
        }
        Metering.take(root, frame, bytecode, left, false, location);
        return result;
    }

    /** What a site calls. */
    @TruffleBoundary(transferToInterpreterOnException = false)
    static HostFunction resolve(CapabilitySite site, CoreRootNode root, Node location) {
        CapabilityTable table = root.state().capabilities();
        Assumption asked = table.stable();
        HostFunction function =
                site.isNative()
                        ? table.resolveNative(
                                site.name(),
                                site.argumentCount(),
                                site.results(),
                                root.semantics(),
                                location)
                        : table.resolve(site.name(), site.argumentCount(), location);
        table.keep(site.number(), function, asked);
        return function;
    }

    /** What a site calls in this context; resolved if it never was. */
    static HostFunction ask(CapabilitySite site, CoreRootNode root, Node location) {
        HostFunction function = root.state().capabilities().answer(site.number());
        return function != null ? function : resolve(site, root, location);
    }

    /**
     * What a site calls, if that is the same in all contexts that are granted it: then code that
     * they share may rely on it, as long as it asks whether this context is one of them.
     *
     * @return null if it is something of this context alone
     */
    @TruffleBoundary(transferToInterpreterOnException = false)
    static HostFunction resolveOfAll(CapabilitySite site, CoreRootNode root, Node location) {
        HostFunction function = resolve(site, root, location);
        return root.language().registry().find(function.name()) == function ? function : null;
    }

    /** The result of a site's call, with values of the family where the site demands it. */
    static Object call(
            CapabilitySite site,
            HostFunction function,
            CoreRootNode root,
            Object[] arguments,
            VirtualFrame frame,
            BytecodeNode bytecode,
            Node location,
            int bytecodeIndex) {
        if (!site.isNative()) {
            return call(function, root, arguments, frame, bytecode, location, bytecodeIndex);
        }
        Semantics semantics = root.semantics();
        Object[] passed = semantics.toCapability(arguments);
        Object result = call(function, root, passed, frame, bytecode, location, bytecodeIndex);
        return site.results() == 0
                ? CasmNull.INSTANCE
                : accepted(semantics, result, site, location);
    }

    @TruffleBoundary(transferToInterpreterOnException = false)
    private static Object accepted(
            Semantics semantics, Object result, CapabilitySite site, Node location) {
        return semantics.accept(result, "what '" + site.name() + "' gives", location);
    }

    /** As {@link #call}, by a site that knows its instruction; -1 for none. */
    @TruffleBoundary(transferToInterpreterOnException = false)
    static Object callAt(
            HostFunction function,
            CoreRootNode root,
            Object[] arguments,
            Node location,
            int instruction) {
        if (function instanceof AuditedFunction audited) {
            decideAt(audited, root, arguments, location, instruction);
        }
        return callDecided(function, root, arguments, location);
    }

    private static Object callDecided(
            HostFunction function, CoreRootNode root, Object[] arguments, Node location) {
        CapabilityContext context = root.capabilities();
        Arena arena = context.arena();
        Borrows borrows = arena.borrows();
        long mark = arena.mark();
        try {
            if (function.mayCallBack()) {
                return callBorrowing(function, context, arguments, borrows, location);
            }
            if (!AccountedCode.allowsEveryRead(root)) {
                borrows.checkReads(arguments, location);
            }
            return function.call(context, arguments);
        } catch (GuestException failure) {
            throw place(failure, location);
        } finally {
            arena.settle(mark);
        }
    }

    /** Nobody but the caller changes the arguments before the call returns. */
    @TruffleBoundary(transferToInterpreterOnException = false)
    private static Object callBorrowing(
            HostFunction function,
            CapabilityContext context,
            Object[] arguments,
            Borrows borrows,
            Node location) {
        borrows.beginCall(arguments, location);
        // So that a walk over the frames finds the place of this call.
        EncapsulatingNodeReference current = EncapsulatingNodeReference.getCurrent();
        Node outer = current.set(location);
        try {
            return function.call(context, arguments);
        } finally {
            current.set(outer);
            borrows.endCall(arguments);
        }
    }

    /** Decides about a call at a place in the bytecode, and notes the decision. */
    @TruffleBoundary(transferToInterpreterOnException = false)
    static void decide(
            AuditedFunction function,
            CoreRootNode root,
            Object[] arguments,
            Node location,
            int bytecodeIndex) {
        int instruction = root.instructionAt(BytecodeNode.get(location), bytecodeIndex);
        decideAt(function, root, arguments, location, instruction);
    }

    private static void decideAt(
            AuditedFunction function,
            CoreRootNode root,
            Object[] arguments,
            Node location,
            int instruction) {
        AuditLog.Call call =
                new AuditLog.Call(
                        function.spelling(),
                        root.functionName(),
                        instruction,
                        root.positionOf(instruction),
                        arguments.length);
        try {
            function.decide(root.capabilities().audit(), call, arguments);
        } catch (GuestException refused) {
            throw place(refused, location);
        }
    }

    @TruffleBoundary
    static GuestException place(GuestException failure, Node location) {
        return failure.getLocation() == null
                ? new GuestException(failure.kind(), failure.getMessage(), location)
                : failure;
    }
}
