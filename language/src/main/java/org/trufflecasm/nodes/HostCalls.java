package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.language.CasmContext;

/** Calls a host function that a site may call. */
final class HostCalls {
    private HostCalls() {}

    /**
     * The result of the call. A failure of the function is reported at the call, since it has no
     * place of its own.
     */
    static Object call(
            HostFunction function, CasmContext context, Object[] arguments, Node location) {
        try {
            return function.call(context.capabilities(), arguments);
        } catch (GuestException failure) {
            throw place(failure, location);
        }
    }

    @TruffleBoundary
    private static GuestException place(GuestException failure, Node location) {
        return failure.getLocation() == null
                ? new GuestException(failure.kind(), failure.getMessage(), location)
                : failure;
    }
}
