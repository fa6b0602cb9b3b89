package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.capability.AuditedFunction;
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
    public Object call(Object[] operands, Semantics semantics, Node location) {
        throw CompilerDirectives.shouldNotReachHere("the place in the bytecode is needed");
    }

    @Override
    @TruffleBoundary(transferToInterpreterOnException = false)
    public Object callAt(Object[] operands, Semantics semantics, Node location, int bytecodeIndex) {
        CoreRootNode root = (CoreRootNode) location.getRootNode();
        HostFunction function = root.state().capabilities().resolve(CAPABILITY, 1, location);
        if (function instanceof AuditedFunction audited) {
            HostCalls.decide(audited, root, operands, location, bytecodeIndex);
            function = audited.target();
        }
        if (function instanceof PartialLine printer) {
            printer.print(root.capabilities(), operands[0]);
        } else {
            HostCalls.call(function, root, operands, location, bytecodeIndex);
        }
        return CasmNull.INSTANCE;
    }
}
