package org.trufflecasm.launcher.conformance;

/** A case does not have the form that the specification gives it (§8), so it cannot be judged. */
final class CaseFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param problem what is wrong, in one line
     */
    CaseFormatException(String problem) {
        super(problem);
    }
}
