package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.Semantics;

/** Prints an operand: decided as a call of {@code io.print} with one argument. */
abstract class Printing implements Builtin {
    private static final String CAPABILITY = "io.print";

    @Override
    public final Object call(Object[] operands, Semantics semantics, Node location) {
        throw CompilerDirectives.shouldNotReachHere("the place in the bytecode is needed");
    }

    @Override
    @TruffleBoundary(transferToInterpreterOnException = false)
    public final Object callAt(
            Object[] operands, Semantics semantics, Node location, int bytecodeIndex) {
        CoreRootNode root = (CoreRootNode) location.getRootNode();
        Object shown = shown(operands[0], semantics);
        HostFunction printer = root.state().capabilities().resolve(CAPABILITY, 1, location);
        print(printer, shown, root, location, bytecodeIndex);
        return CasmNull.INSTANCE;
    }

    /** What is printed for an operand. */
    abstract Object shown(Object operand, Semantics semantics);

    /**
     * Prints.
     *
     * @param printer what {@code io.print} is in the present context
     * @param shown its argument
     */
    abstract void print(
            HostFunction printer,
            Object shown,
            CoreRootNode root,
            Node location,
            int bytecodeIndex);
}
