package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.bytecode.BytecodeNode;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.capability.AuditLog;
import org.trufflecasm.capability.AuditedFunction;
import org.trufflecasm.capability.CapabilityContext;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.error.GuestException;

/** Calls a host function that a site may call. */
final class HostCalls {
    private HostCalls() {}

    /**
     * The result of the call. A failure of the function is reported at the call, since it has no
     * place of its own.
     */
    static Object call(
            HostFunction function,
            CoreRootNode root,
            Object[] arguments,
            Node location,
            int bytecodeIndex) {
        CapabilityContext context = root.capabilities();
        try {
            if (function instanceof AuditedFunction audited) {
                decide(audited, context, root, arguments, location, bytecodeIndex);
            }
            return function.call(context, arguments);
        } catch (GuestException failure) {
            throw place(failure, location);
        }
    }

    @TruffleBoundary(transferToInterpreterOnException = false)
    private static void decide(
            AuditedFunction function,
            CapabilityContext context,
            CoreRootNode root,
            Object[] arguments,
            Node location,
            int bytecodeIndex) {
        int instruction =
                root.instructionAt(
                        BytecodeNode.get(location)
                                .getBytecodeLocation(bytecodeIndex)
                                .ensureSourceInformation()
                                .getSourceLocation());
        function.decide(
                context.audit(),
                new AuditLog.Call(
                        function.spelling(),
                        root.functionName(),
                        instruction,
                        root.positionOf(instruction),
                        arguments.length),
                arguments);
    }

    @TruffleBoundary
    private static GuestException place(GuestException failure, Node location) {
        return failure.getLocation() == null
                ? new GuestException(failure.kind(), failure.getMessage(), location)
                : failure;
    }
}
