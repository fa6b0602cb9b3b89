package org.trufflecasm.capability;

/**
 * The capabilities on the class path or the module path do not fit together: two providers offer
 * the same name, or a provider cannot be loaded. A mistake in the set-up of the host, not of a
 * capsule; the message is for its user.
 */
public final class CapabilityConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what does not fit, for the user
     * @param cause what failed; may be null
     */
    public CapabilityConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
