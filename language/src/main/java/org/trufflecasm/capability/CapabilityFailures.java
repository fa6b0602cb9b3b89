package org.trufflecasm.capability;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
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

    /** The message of a failure of another language, as it shows it. */
    @TruffleBoundary
    public static String textOf(AbstractTruffleException foreign) {
        InteropLibrary library = InteropLibrary.getUncached();
        try {
            if (library.hasExceptionMessage(foreign)) {
                return library.asString(library.getExceptionMessage(foreign));
            }
        } catch (InteropException unreadable) {
            return String.valueOf(unreadable.getMessage());
        }
        return String.valueOf(foreign.getMessage());
    }
}
