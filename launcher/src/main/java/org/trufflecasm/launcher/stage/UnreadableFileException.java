package org.trufflecasm.launcher.stage;

import org.trufflecasm.launcher.report.Diagnostic;
import org.trufflecasm.launcher.report.Trace;

/**
 * A file that the command line names cannot be read. The message is for the user and names the
 * file.
 */
public final class UnreadableFileException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param file as the user named it
     * @param reason why not, in a few words
     */
    public UnreadableFileException(String file, String reason) {
        super("cannot read " + file + ": " + reason);
    }

    /** The failure as it is shown. */
    public Diagnostic diagnostic() {
        return new Diagnostic(
                Diagnostic.Code.IO, Diagnostic.IO_ERROR, getMessage(), null, Trace.NONE, null);
    }
}
