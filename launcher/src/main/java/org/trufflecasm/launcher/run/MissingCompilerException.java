package org.trufflecasm.launcher.run;

/**
 * The optimizing runtime was asked for, and this process does not have it. The message is for the
 * user.
 */
public final class MissingCompilerException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What a user sees where the compiler is missing but not needed. */
    public static final String WARNING =
            "running without the optimizing compiler (JVMCI or its modules are missing); programs"
                    + " run slower. Start through ./casm or see README.";

    /** The text says how to get it. */
    public MissingCompilerException() {
        super(
                "the optimizing compiler is not available (JVMCI or its modules are missing). "
                        + "Start through ./casm or see README.");
    }
}
