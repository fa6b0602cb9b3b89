package org.trufflecasm.nodes;

import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.runtime.Semantics;

/** Prints a value, whose text is the family's, and a line end. */
final class PrintLine extends Printing {
    static final PrintLine INSTANCE = new PrintLine();

    private PrintLine() {}

    @Override
    Object shown(Object operand, Semantics semantics) {
        return semantics.text(operand);
    }

    @Override
    void print(
            HostFunction printer,
            Object shown,
            CoreRootNode root,
            Node location,
            int bytecodeIndex) {
        HostCalls.call(printer, root, new Object[] {shown}, location, bytecodeIndex);
    }
}
