package org.trufflecasm.tck.reference;

import java.util.List;
import org.trufflecasm.error.ErrorKind;

/** A failure of the guest. */
final class GuestFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;

    /** The value that was thrown; null if the guest failed otherwise. */
    private transient Object thrown;

    /** Where it happened; null while nobody has looked. */
    private transient List<ReferenceResult.Frame> trace;

    /**
     * @param kind its kind
     * @param text its message; null where the specification leaves the wording open
     */
    GuestFailure(ErrorKind kind, String text) {
        super(text, null, false, false);
        this.kind = kind;
    }

    /** A value that the guest throws, with the trace of its first throw if it was caught before. */
    static GuestFailure thrown(Object value, List<ReferenceResult.Frame> trace) {
        GuestFailure failure = new GuestFailure(ErrorKind.UncaughtException, null);
        failure.thrown = value;
        failure.trace = trace;
        return failure;
    }

    /** Whether the guest has thrown it. */
    boolean isThrown() {
        return thrown != null;
    }

    /** What is told about it; null where the specification leaves the wording open. */
    String text() {
        return thrown == null ? getMessage() : "uncaught error: " + Values.text(thrown);
    }

    /** Whether a handler of the guest may have it. */
    boolean isCatchable() {
        return thrown != null || kind.isCatchable();
    }

    /** What a handler gets: for a str one that is like no other. */
    Object caught() {
        if (thrown != null && !(thrown instanceof String)) {
            return thrown;
        }
        String text = thrown == null ? getMessage() : (String) thrown;
        if (text == null) {
            throw new GaveUp("the program catches a failure whose wording is open: " + kind);
        }
        return new String(text);
    }

    List<ReferenceResult.Frame> trace() {
        return trace;
    }

    /** Notes where it happened, unless that is known. */
    void happenedAt(List<ReferenceResult.Frame> frames) {
        if (trace == null) {
            trace = frames;
        }
    }

    ErrorKind kind() {
        return kind;
    }

    static GuestFailure type(String expected, Object got) {
        return new GuestFailure(
                ErrorKind.TypeError,
                "type error: expected " + expected + ", got " + Values.typeName(got));
    }

    /** A type error whose wording the specification does not give. */
    static GuestFailure type() {
        return new GuestFailure(ErrorKind.TypeError, null);
    }

    static GuestFailure overflow() {
        return new GuestFailure(ErrorKind.ArithmeticOverflow, "arithmetic overflow");
    }

    static GuestFailure divisionByZero() {
        return new GuestFailure(ErrorKind.DivisionByZero, "division by zero");
    }

    static GuestFailure arity(String name, int expected, int got) {
        return new GuestFailure(
                ErrorKind.ArityMismatch, name + " takes " + expected + " arg(s), got " + got);
    }

    /** Of a variable with a name, or of a slot. */
    static GuestFailure uninitialized(Object variable) {
        return new GuestFailure(
                ErrorKind.UninitializedVariable,
                "load from uninitialised "
                        + (variable instanceof String
                                ? "variable '" + variable + "'"
                                : "slot " + variable));
    }
}
