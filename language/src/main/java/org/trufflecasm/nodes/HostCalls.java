package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.language.CasmContext;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.Borrows;

/** Calls a host function that a site may call. */
final class HostCalls {
    private HostCalls() {}

    /**
     * The result of the call. A failure of the function is reported at the call, since it has no
     * place of its own.
     */
    static Object call(
            HostFunction function, CasmContext context, Object[] arguments, Node location) {
        Arena arena = context.capabilities().arena();
        Borrows borrows = arena.borrows();
        long mark = arena.mark();
        try {
            if (function.mayCallBack()) {
                return callBorrowing(function, context, arguments, borrows, location);
            }
            if (!borrows.allowsEveryRead()) {
                borrows.checkReads(arguments, location);
            }
            return function.call(context.capabilities(), arguments);
        } catch (GuestException failure) {
            throw place(failure, location);
        } finally {
            arena.settle(mark);
        }
    }

    /** Nobody but the caller changes the arguments before the call returns. */
    private static Object callBorrowing(
            HostFunction function,
            CasmContext context,
            Object[] arguments,
            Borrows borrows,
            Node location) {
        borrows.beginCall(arguments, location);
        try {
            return function.call(context.capabilities(), arguments);
        } finally {
            borrows.endCall(arguments);
        }
    }

    @TruffleBoundary
    private static GuestException place(GuestException failure, Node location) {
        return failure.getLocation() == null
                ? new GuestException(failure.kind(), failure.getMessage(), location)
                : failure;
    }
}
