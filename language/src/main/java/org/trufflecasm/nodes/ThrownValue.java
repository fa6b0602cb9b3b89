package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.Semantics;

/** A value on its way from {@code throw} to a handler. */
final class ThrownValue extends GuestException {
    private static final long serialVersionUID = 1L;

    private final transient Object value;
    private final transient Semantics semantics;
    private transient Object received;

    /**
     * @param origin the failure with which a handler received the same value; null if it is thrown
     *     for the first time
     */
    ThrownValue(Object value, Semantics semantics, GuestException origin, Node location) {
        super(ErrorKind.UncaughtException, null, origin, location);
        this.value = value;
        this.semantics = semantics;
        if (origin != null && origin.trace() != null) {
            attachTrace(origin.trace());
        }
    }

    /** The same value, thrown to one more receiver. */
    ThrownValue again(Node location) {
        return new ThrownValue(value, semantics, null, location);
    }

    /**
     * The value as a handler receives it. A str gets an identity of its own, so that it can be told
     * from an equal one that is thrown later.
     */
    Object receive() {
        received = value instanceof CasmString string ? string.twin() : value;
        return received;
    }

    /** What the handler received. */
    Object received() {
        return received;
    }

    /** The text of the value is made only when somebody asks. */
    @Override
    @TruffleBoundary
    public String getMessage() {
        return "uncaught error: " + semantics.text(value);
    }
}
