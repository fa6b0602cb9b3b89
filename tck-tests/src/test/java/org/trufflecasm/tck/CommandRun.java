package org.trufflecasm.tck;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.trufflecasm.launcher.CasmCommandLine;
import org.trufflecasm.launcher.Console;

/**
 * What a {@code casm} command line came to, run in this process without input.
 *
 * @param status the exit status
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record CommandRun(int status, String out, String err) {

    /** Runs the command as users do. */
    public static CommandRun casm(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status =
                CasmCommandLine.execute(
                        new Console(InputStream.nullInputStream(), out, err), arguments);
        return new CommandRun(
                status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
