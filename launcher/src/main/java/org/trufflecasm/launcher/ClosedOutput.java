package org.trufflecasm.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.trufflecasm.launcher.report.ExitStatus;

/** What happens when standard output cannot take any more. */
final class ClosedOutput {
    /** What a shell shows for a process that ended with SIGPIPE: 128 + 13. */
    static final int BROKEN_PIPE_STATUS = 141;

    private ClosedOutput() {}

    /**
     * Ends the process: without a word if the reader went away, as other tools do ({@code casm run
     * x | head}), with one sentence otherwise, for example when the disk is full.
     */
    static void endProcess(IOException failure) {
        String text = String.valueOf(failure.getMessage());
        if (isBrokenPipe(text)) {
            Runtime.getRuntime().halt(BROKEN_PIPE_STATUS);
        }
        byte[] line =
                ("casm: cannot write to standard output: " + text + "\n")
                        .getBytes(StandardCharsets.UTF_8);
        try (FileOutputStream err = new FileOutputStream(FileDescriptor.err)) {
            err.write(line);
        } catch (IOException closed) {
            // Both streams are gone; the exit status still tells.
            Runtime.getRuntime().halt(ExitStatus.FAILED);
        }
        Runtime.getRuntime().halt(ExitStatus.FAILED);
    }

    /** Whether the text of a failed write means that nobody reads the other end. */
    static boolean isBrokenPipe(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("broken pipe")
                || lower.contains("pipe is being closed")
                || lower.contains("pipe closed");
    }
}
