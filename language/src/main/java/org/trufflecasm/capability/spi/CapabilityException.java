package org.trufflecasm.capability.spi;

import java.util.Objects;

/**
 * A capability could not do what it was asked to. The capsule sees a {@code CapabilityError} and
 * may handle it.
 */
public final class CapabilityException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * A failure with a message for the capsule and its user.
     *
     * @param message what went wrong, in one line; the name of the capability is put before it
     */
    public CapabilityException(String message) {
        super(Objects.requireNonNull(message, "message"));
    }

    /**
     * A failure with a message and a cause; the capsule sees only the message.
     *
     * @param message what went wrong, in one line; the name of the capability is put before it
     * @param cause what caused it; may be null
     */
    public CapabilityException(String message, Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
    }
}
