package org.trufflecasm.launcher.verb;

import java.io.PrintWriter;
import org.trufflecasm.launcher.report.DiagnosticPrinter;
import org.trufflecasm.launcher.report.MessageFormat;
import picocli.CommandLine.Option;

/** The option that chooses the form of failures. */
final class MessageOptions {

    @Option(
            names = "--message-format",
            paramLabel = "text|json",
            defaultValue = "text",
            converter = Choices.MessageFormats.class,
            description = "How failures are shown: lines for people, or one line of JSON each.")
    private MessageFormat format;

    /** Shows failures in the chosen form. */
    DiagnosticPrinter printer(PrintWriter err) {
        return new DiagnosticPrinter(err, format);
    }

    /** Whether messages are for tools. */
    boolean isJson() {
        return format == MessageFormat.JSON;
    }
}
