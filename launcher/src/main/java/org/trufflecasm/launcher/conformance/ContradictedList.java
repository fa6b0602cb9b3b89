package org.trufflecasm.launcher.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cases whose expectation the specification contradicts, each with the reason. They are not
 * run, but shown. The list stands in one file, {@value #FILE}, in the folder of the cases or above
 * it: an array of objects with {@code id} and {@code reason}. Immutable.
 */
public final class ContradictedList {
    /** The name of the file. */
    public static final String FILE = "contradicted.json";

    private final Map<String, String> reasons;

    private ContradictedList(Map<String, String> reasons) {
        this.reasons = reasons;
    }

    /**
     * Reads a list.
     *
     * @throws IOException if it cannot be read or is of another form
     */
    public static ContradictedList read(Path file) throws IOException {
        JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
        if (root == null || !root.isArray()) {
            throw new IOException("not a list of contradicted cases: " + file);
        }
        Map<String, String> reasons = new LinkedHashMap<>();
        for (JsonNode entry : root) {
            String id = entry.path("id").textValue();
            String reason = entry.path("reason").textValue();
            if (id == null || reason == null) {
                throw new IOException("a contradicted case needs an id and a reason: " + file);
            }
            reasons.put(id, reason);
        }
        return new ContradictedList(reasons);
    }

    /**
     * The list that applies to a case: the nearest one in the folder of {@code location} or above
     * it; empty if there is none.
     *
     * @throws IOException if the file cannot be read
     */
    public static ContradictedList nearest(Path location) throws IOException {
        for (Path folder = location.toRealPath(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve(FILE);
            if (Files.isRegularFile(file)) {
                return read(file);
            }
        }
        return new ContradictedList(Map.of());
    }

    /** The ids of the cases, in the order of the file. */
    public List<String> ids() {
        return List.copyOf(reasons.keySet());
    }

    /** Why a case is wrong; null if it is not in the list. */
    public String reasonOf(String id) {
        return reasons.get(id);
    }
}
