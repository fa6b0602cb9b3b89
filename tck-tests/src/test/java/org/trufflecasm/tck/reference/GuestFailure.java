package org.trufflecasm.tck.reference;

import org.trufflecasm.error.ErrorKind;

/** A failure of the guest. */
final class GuestFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;

    /**
     * @param kind its kind
     * @param text its message; null where the specification leaves the wording open
     */
    GuestFailure(ErrorKind kind, String text) {
        super(text, null, false, false);
        this.kind = kind;
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

    static GuestFailure uninitialized(String variable) {
        return new GuestFailure(
                ErrorKind.UninitializedVariable,
                "load from uninitialised variable '" + variable + "'");
    }
}
