package org.trufflecasm.launcher.run;

/**
 * An option for GraalVM or the language does not exist, or its value is wrong. The message is for
 * the user.
 */
public final class InvalidOptionException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong
     * @param refused what the polyglot API says; may be null
     */
    InvalidOptionException(String message, RuntimeException refused) {
        super(message, refused);
    }
}
