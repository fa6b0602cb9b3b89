package org.trufflecasm.launcher.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A defect of {@code casm} itself: what it was doing goes to a file, and the user is told which.
 */
public final class InternalErrorReport {
    private final List<String> command;
    private final String version;

    /**
     * @param command the command line, for the report
     * @param version what {@code casm --version} says
     */
    public InternalErrorReport(List<String> command, String version) {
        this.command = List.copyOf(command);
        this.version = version;
    }

    /**
     * Writes the details of a defect to a new file in the directory for temporary files.
     *
     * @param failure what went wrong
     * @return what to show the user; never with a Java stack trace
     */
    public Diagnostic write(Throwable failure) {
        return write(failure, summary(failure));
    }

    /**
     * As {@link #write(Throwable)}, with an own summary.
     *
     * @param summary one sentence that says what went wrong
     */
    public Diagnostic write(Throwable failure, String summary) {
        String hint;
        try {
            Path file = Files.createTempFile("casm-error-", ".txt");
            Files.writeString(file, details(failure), StandardCharsets.UTF_8);
            hint =
                    "this is a defect of casm, not of the capsule; details are in "
                            + file
                            + "; please report it with that file and the capsule, as"
                            + " CONTRIBUTING.md says";
        } catch (IOException unwritable) {
            hint =
                    "this is a defect of casm, not of the capsule; its details could not be written"
                            + " ("
                            + unwritable.getMessage()
                            + "); please report it with the capsule, as CONTRIBUTING.md says";
        }
        return new Diagnostic(
                Diagnostic.Code.RUN, "InternalError", summary, null, Trace.NONE, hint);
    }

    private static String summary(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        String line = message.lines().findFirst().orElse("").strip();
        return failure.getClass().getSimpleName() + ": " + line;
    }

    private String details(Throwable failure) {
        StringWriter text = new StringWriter();
        try (PrintWriter out = new PrintWriter(text)) {
            out.println("casm internal error, " + Instant.now());
            out.println();
            out.println("command: casm " + String.join(" ", command));
            out.println("version: " + version);
            out.println(
                    "java:    "
                            + System.getProperty("java.vm.name")
                            + " "
                            + System.getProperty("java.vm.version"));
            out.println(
                    "system:  "
                            + System.getProperty("os.name")
                            + " "
                            + System.getProperty("os.version")
                            + " "
                            + System.getProperty("os.arch"));
            out.println(
                    "memory:  "
                            + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MiB at most, "
                            + Runtime.getRuntime().availableProcessors()
                            + " processors");
            out.println();
            failure.printStackTrace(out);
        }
        return text.toString();
    }
}
