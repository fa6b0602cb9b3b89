package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.Semantics;

/**
 * Prints a value and a line end. The text is the family's; what happens is a call of {@code
 * io.print}, decided as any other.
 */
final class PrintLine implements Builtin {
    static final PrintLine INSTANCE = new PrintLine();
    private static final String CAPABILITY = "io.print";

    private PrintLine() {}

    @Override
    public Object call(Object[] operands, Semantics semantics, Node location) {
        throw CompilerDirectives.shouldNotReachHere("the place in the bytecode is needed");
    }

    @Override
    @TruffleBoundary(transferToInterpreterOnException = false)
    public Object callAt(Object[] operands, Semantics semantics, Node location, int bytecodeIndex) {
        CoreRootNode root = (CoreRootNode) location.getRootNode();
        Object[] line = {semantics.text(operands[0])};
        HostCalls.call(
                root.state().capabilities().resolve(CAPABILITY, 1, location),
                root,
                line,
                location,
                bytecodeIndex);
        return CasmNull.INSTANCE;
    }
}
