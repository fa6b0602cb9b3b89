package org.trufflecasm.nodes;

import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.runtime.Semantics;

/**
 * A rare operation: all of them run through one operation of the bytecode, whose constant operand
 * is one of these. Immutable and shared. After partial evaluation a call costs what a direct call
 * costs.
 */
@FunctionalInterface
public interface Builtin {

    /**
     * Does the work.
     *
     * @param operands guest values, the deepest first
     * @param semantics the rules of the wing that runs
     * @param location where an error is reported
     * @throws org.trufflecasm.error.GuestException if it fails
     */
    Object call(Object[] operands, Semantics semantics, Node location);

    /**
     * Does the work, as {@link #call}, where the place in the bytecode matters too.
     *
     * @param operands guest values, the deepest first
     * @param semantics the rules of the wing that runs
     * @param location where an error is reported
     * @param bytecodeIndex where the operation stands in the bytecode of {@code location}
     * @throws org.trufflecasm.error.GuestException if it fails
     */
    default Object callAt(
            Object[] operands, Semantics semantics, Node location, int bytecodeIndex) {
        return call(operands, semantics, location);
    }
}
