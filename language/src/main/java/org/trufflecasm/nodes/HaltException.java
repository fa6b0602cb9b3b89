package org.trufflecasm.nodes;

import com.oracle.truffle.api.nodes.ControlFlowException;

/** Ends the whole run with a value: what {@code halt} does. */
final class HaltException extends ControlFlowException {
    private static final long serialVersionUID = 1L;

    private final transient Object result;

    HaltException(Object result) {
        this.result = result;
    }

    Object result() {
        return result;
    }
}
