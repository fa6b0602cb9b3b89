package org.trufflecasm.runtime;

import com.oracle.truffle.api.nodes.ControlFlowException;

/** Ends the running task, which may be the whole run, with a value: what {@code halt} does. */
public final class HaltException extends ControlFlowException {
    private static final long serialVersionUID = 1L;

    private final transient Object result;

    /** Ends the running task with a value of the guest. */
    public HaltException(Object result) {
        this.result = result;
    }

    /** The value. */
    public Object result() {
        return result;
    }
}
