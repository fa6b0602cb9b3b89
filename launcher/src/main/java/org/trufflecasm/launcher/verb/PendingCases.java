package org.trufflecasm.launcher.verb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.trufflecasm.launcher.conformance.ConformanceCase;
import org.trufflecasm.launcher.conformance.PendingList;

/**
 * The cases that are not run because they need features of later versions, counted by list and
 * feature.
 */
final class PendingCases {
    private final Map<Path, PendingList> lists = new HashMap<>();
    private final Map<Path, Map<String, Integer>> counts = new LinkedHashMap<>();

    /**
     * Whether a case is pending; if so, it is counted.
     *
     * @throws IOException if a list cannot be read
     */
    boolean setAside(ConformanceCase candidate) throws IOException {
        Path list = nearestList(candidate.location());
        if (list == null) {
            return false;
        }
        PendingList pending = lists.get(list);
        if (pending == null) {
            pending = PendingList.read(list);
            lists.put(list, pending);
        }
        String feature = pending.featureOf(candidate.id());
        if (feature == null) {
            return false;
        }
        counts.computeIfAbsent(list, file -> new TreeMap<>()).merge(feature, 1, Integer::sum);
        return true;
    }

    private static Path nearestList(Path location) {
        for (Path folder = location.toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve(PendingList.FILE);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        return null;
    }

    /** A line for each list: how many of its cases were set aside, by feature. */
    List<String> summary() {
        return counts.entrySet().stream()
                .map(entry -> describe(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String describe(Path list, Map<String, Integer> features) {
        int all = features.values().stream().mapToInt(Integer::intValue).sum();
        List<String> parts =
                features.entrySet().stream()
                        .map(feature -> feature.getKey() + " " + feature.getValue())
                        .toList();
        return all
                + (all == 1 ? " case" : " cases")
                + " pending (see "
                + shorten(list)
                + "): "
                + String.join(", ", parts);
    }

    /** Relative to the working directory where it lies below it. */
    private static Path shorten(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file) : file;
    }
}
