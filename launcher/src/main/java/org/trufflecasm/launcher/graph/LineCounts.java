package org.trufflecasm.launcher.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.trufflecasm.core.SourcePosition;

/** How often lines and functions were executed: a report in the form of lcov. Immutable. */
public final class LineCounts {
    /** Nothing is known. */
    public static final LineCounts NONE = new LineCounts();

    private final Map<String, Map<Integer, Long>> lines = new HashMap<>();
    private final Map<Integer, Long> listed = new HashMap<>();
    private final Map<String, Long> functions = new HashMap<>();

    private LineCounts() {}

    /**
     * Reads a report, as {@code casm run --coverage.Output=lcov} writes it.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is no such report; the message is for the user
     */
    public static LineCounts read(Path file) throws IOException {
        LineCounts counts = new LineCounts();
        Map<Integer, Long> current = null;
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.substring(line.indexOf(':') + 1).split(",", 2);
            try {
                if (line.startsWith("SF:")) {
                    String name = line.substring(3);
                    current =
                            name.endsWith("(listing)")
                                    ? counts.listed
                                    : counts.lines.computeIfAbsent(
                                            lastName(name), any -> new HashMap<>());
                } else if (line.startsWith("DA:") && current != null) {
                    current.merge(Integer.valueOf(fields[0]), Long.valueOf(fields[1]), Long::sum);
                } else if (line.startsWith("FNDA:")) {
                    counts.functions.merge(fields[1], Long.valueOf(fields[0]), Long::sum);
                }
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException malformed) {
                throw new IllegalArgumentException("no line of lcov: " + line, malformed);
            }
        }
        if (current == null) {
            throw new IllegalArgumentException(
                    "this is no report of lcov; casm run --coverage --coverage.Output=lcov"
                            + " --coverage.OutputFile=FILE writes one");
        }
        return counts;
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * How often the line of a place was executed.
     *
     * @param position in the original source; may be null
     * @param listedLine the line of the listing
     * @return -1 if it is unknown
     */
    long of(SourcePosition position, int listedLine) {
        Map<Integer, Long> file =
                position == null || position.file() == null
                        ? null
                        : lines.get(lastName(position.file()));
        return file == null
                ? listed.getOrDefault(listedLine, -1L)
                : file.getOrDefault(position.line(), -1L);
    }

    /** How often a function was called; -1 if it is unknown. */
    long ofFunction(String name) {
        return functions.getOrDefault(name, -1L);
    }
}
