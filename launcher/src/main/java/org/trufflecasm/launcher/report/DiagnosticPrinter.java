package org.trufflecasm.launcher.report;

import java.io.PrintWriter;
import java.util.List;

/** Shows failures on standard error, in the form of the specification's §6. */
public final class DiagnosticPrinter {
    private final PrintWriter err;
    private final MessageFormat format;

    /**
     * @param err where failures go
     * @param format their form
     */
    public DiagnosticPrinter(PrintWriter err, MessageFormat format) {
        this.err = err;
        this.format = format;
    }

    /**
     * Shows a failure of one capsule.
     *
     * @param capsule the file as the user named it
     */
    public void print(Diagnostic diagnostic, String capsule) {
        print(diagnostic, capsule, "");
    }

    /**
     * As {@link #print}, for a verb that takes several files: the first line begins with the file,
     * unless it names it anyway.
     */
    public void printWithFile(Diagnostic diagnostic, String capsule) {
        print(diagnostic, capsule, diagnostic.code() == Diagnostic.Code.IO ? "" : capsule + ": ");
    }

    private void print(Diagnostic diagnostic, String capsule, String prefix) {
        if (format == MessageFormat.JSON) {
            err.println(JsonLines.diagnostic(diagnostic, capsule));
        } else {
            err.print(prefix + text(diagnostic));
        }
        err.flush();
    }

    /** The lines for people, each with its end. */
    static String text(Diagnostic diagnostic) {
        StringBuilder text = new StringBuilder();
        // A file that cannot be read is not a failure of a capsule and has no kind of the
        // specification's.
        text.append(
                        diagnostic.code() == Diagnostic.Code.IO
                                ? "error"
                                : "error[" + diagnostic.kind() + "]")
                .append(": ")
                .append(diagnostic.message())
                .append('\n');
        Trace trace = diagnostic.trace();
        appendFrames(text, trace.first());
        if (trace.omitted() > 0) {
            text.append("  ... ")
                    .append(trace.omitted())
                    .append(trace.omitted() == 1 ? " frame" : " frames")
                    .append(" left out\n");
        }
        appendFrames(text, trace.last());
        if (diagnostic.hint() != null) {
            text.append("hint: ").append(diagnostic.hint()).append('\n');
        }
        return text.toString();
    }

    private static void appendFrames(StringBuilder text, List<Frame> frames) {
        for (Frame frame : frames) {
            text.append("  at ").append(frame.text()).append('\n');
        }
    }
}
