package org.trufflecasm.launcher.run;

/**
 * An option for GraalVM or the language does not exist, or its value is wrong. The message is for
 * the user.
 */
public final class InvalidOptionException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param refused what the polyglot API says; its message names similar options
     */
    InvalidOptionException(IllegalArgumentException refused) {
        super(refused.getMessage(), refused);
    }
}
