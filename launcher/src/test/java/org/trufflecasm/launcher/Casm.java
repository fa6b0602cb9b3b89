package org.trufflecasm.launcher;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Runs command lines in this process, as a user would, and keeps what came out. */
public final class Casm {

    /**
     * What a command did.
     *
     * @param status exit status
     * @param out everything on standard output
     * @param err everything on standard error
     */
    public record Result(int status, String out, String err) {}

    private Casm() {}

    /** Runs one command line; file names that start with {@code @} are relative to the project. */
    public static Result run(String... arguments) {
        return runWithInput("", arguments);
    }

    /** As {@link #run}, with something on standard input. */
    public static Result runWithInput(String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console =
                new Console(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, err);
        String[] resolved =
                Arrays.stream(arguments)
                        .map(
                                argument ->
                                        argument.startsWith("@")
                                                ? project(argument.substring(1)).toString()
                                                : argument)
                        .toArray(String[]::new);
        int status = CasmCommandLine.execute(console, resolved);
        return new Result(
                status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** A file of the project by its path from the root. */
    public static Path project(String path) {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("examples"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("not below the project's root");
            }
        }
        return folder.resolve(path);
    }
}
