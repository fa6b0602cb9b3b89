package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.capability.CapabilityContext;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.capability.PartialLine;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.Semantics;

/**
 * Prints a text without a line end (specification §3.8). It is decided as a call of {@code
 * io.print} with one argument, and where a host has put a function of its own in that place, it is
 * one.
 */
final class PrintWithoutLineEnd implements Builtin {
    static final PrintWithoutLineEnd INSTANCE = new PrintWithoutLineEnd();
    private static final String CAPABILITY = "io.print";

    private PrintWithoutLineEnd() {}

    @Override
    @TruffleBoundary(transferToInterpreterOnException = false)
    public Object call(Object[] operands, Semantics semantics, Node location) {
        LinkedProgram program = ((CoreRootNode) location.getRootNode()).function().program();
        HostFunction function = program.capabilities().resolve(CAPABILITY, 1, location);
        CapabilityContext context = program.language().context().capabilities();
        if (function instanceof PartialLine printer) {
            printer.print(context, operands[0]);
        } else {
            HostCalls.call(function, program.language().context(), operands, location);
        }
        return CasmNull.INSTANCE;
    }
}
