package org.trufflecasm.capability;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.io.IOException;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;

/** The error that a capsule sees, and may handle, when a capability fails. */
public final class CapabilityFailures {

    private CapabilityFailures() {}

    /** {@code CAPABILITY: TEXT}. */
    @TruffleBoundary
    public static GuestException failure(String capability, String text) {
        return new GuestException(ErrorKind.CapabilityError, capability + ": " + text, null);
    }

    /** A stream of the host failed. */
    @TruffleBoundary
    public static GuestException failure(String capability, IOException cause) {
        return failure(capability, textOf(cause));
    }

    /** The message of an exception; its class where it has none. */
    public static String textOf(Exception exception) {
        String message = exception.getMessage();
        return message == null || message.isBlank()
                ? exception.getClass().getSimpleName()
                : message;
    }
}
