package org.trufflecasm.launcher.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds conformance cases: JSON case files, and folders with a capsule file and an {@code
 * expect.json}. Folders are searched to any depth.
 */
public final class CaseLoader {
    private CaseLoader() {}

    /**
     * The cases at and below some paths, each once, in the order of the paths and by name within
     * each. What looks like a case but cannot be read is a case with a {@link
     * ConformanceCase#problem()}.
     *
     * @throws IOException if a path does not exist or a folder cannot be listed
     */
    public static List<ConformanceCase> load(List<Path> paths) throws IOException {
        Map<Path, ConformanceCase> cases = new LinkedHashMap<>();
        for (Path path : paths) {
            Path real = path.toRealPath();
            for (Path location : Files.isDirectory(real) ? below(real) : List.of(real)) {
                cases.computeIfAbsent(location, CaseLoader::read);
            }
        }
        return List.copyOf(cases.values());
    }

    private static ConformanceCase read(Path location) {
        return Files.isDirectory(location)
                ? CaseReader.readFolder(location)
                : CaseReader.readFile(location);
    }

    /** The case files and case folders below a folder, which may be a case itself. */
    private static List<Path> below(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(CaseLoader::isCase).forEach(found::add);
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
        found.sort(Comparator.comparing(Path::toString));
        return found;
    }

    private static boolean isCase(Path path) {
        if (Files.isDirectory(path)) {
            return Files.exists(path.resolve(CaseReader.EXPECT_FILE));
        }
        // The JSON files of a case folder belong to that case.
        return path.getFileName().toString().endsWith(".json")
                && !path.getFileName().toString().equals(ContradictedList.FILE)
                && !Files.exists(path.resolveSibling(CaseReader.EXPECT_FILE));
    }
}
