package org.trufflecasm.nodes;

import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.capability.AuditedFunction;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.capability.PartialLine;
import org.trufflecasm.runtime.Semantics;

/**
 * Prints a text without a line end (specification §3.8). Where a host has put a function of its own
 * in the place of {@code io.print}, it is a call of that.
 */
final class PrintWithoutLineEnd extends Printing {
    static final PrintWithoutLineEnd INSTANCE = new PrintWithoutLineEnd();

    private PrintWithoutLineEnd() {}

    @Override
    Object shown(Object operand, Semantics semantics) {
        return operand;
    }

    @Override
    void print(
            HostFunction printer,
            Object shown,
            CoreRootNode root,
            Node location,
            int bytecodeIndex) {
        Object[] arguments = {shown};
        HostFunction function = printer;
        if (function instanceof AuditedFunction audited) {
            HostCalls.decide(audited, root, arguments, location, bytecodeIndex);
            function = audited.target();
        }
        if (function instanceof PartialLine partial) {
            partial.print(root.capabilities(), shown);
        } else {
            HostCalls.call(function, root, arguments, location, bytecodeIndex);
        }
    }
}
