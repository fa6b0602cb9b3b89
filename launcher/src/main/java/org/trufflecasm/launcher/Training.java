package org.trufflecasm.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs many command lines one after the other in one process. The build does so while Java records
 * what it loads, links and finds hot, for the caches that later processes start from; see
 * docs/running.md.
 */
public final class Training {
    private Training() {}

    /**
     * Runs the command lines of a file, one a line, its words separated by blanks; lines that start
     * with {@code #} are remarks. How they end does not matter.
     *
     * @param arguments the file
     * @throws IOException if it cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        Console console = Console.system();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            String commandLine = line.strip();
            if (!commandLine.isEmpty() && !commandLine.startsWith("#")) {
                Main.run(console, commandLine.split("\\s+", -1));
            }
        }
        // As Main does: whatever still waits in the background must not keep the process.
        System.exit(0);
    }
}
