package org.trufflecasm.launcher.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cases that need features which this version does not have yet, by feature. It stands in one
 * file, {@value #FILE}, in the folder of the cases or above it. Immutable.
 */
public final class PendingList {
    /** The name of the file. */
    public static final String FILE = "pending.json";

    /** No case is pending. */
    public static final PendingList EMPTY = new PendingList(Map.of());

    private final Map<String, List<String>> casesByFeature;

    private PendingList(Map<String, List<String>> casesByFeature) {
        this.casesByFeature = Collections.unmodifiableMap(casesByFeature);
    }

    /**
     * Reads a list: an object whose members are lists of case ids, named by the feature they need.
     *
     * @throws IOException if it cannot be read or is of another form
     */
    public static PendingList read(Path file) throws IOException {
        JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
        if (root == null || !root.isObject()) {
            throw new IOException("not a list of pending cases: " + file);
        }
        Map<String, List<String>> cases = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> feature : root.properties()) {
            List<String> ids = new ArrayList<>();
            for (JsonNode id : feature.getValue()) {
                ids.add(id.textValue());
            }
            if (!feature.getValue().isArray() || ids.contains(null)) {
                throw new IOException(
                        "the cases of \"" + feature.getKey() + "\" are not a list of ids: " + file);
            }
            cases.put(feature.getKey(), List.copyOf(ids));
        }
        return new PendingList(cases);
    }

    /**
     * The list that applies to a case: the nearest {@value #FILE} in the folder of {@code location}
     * or one above it; empty if there is none.
     *
     * @throws IOException if the file cannot be read
     */
    public static PendingList nearest(Path location) throws IOException {
        for (Path folder = location.toRealPath(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve(FILE);
            if (Files.isRegularFile(file)) {
                return read(file);
            }
        }
        return EMPTY;
    }

    /** The ids of the pending cases by the feature they need, in the order of the file. */
    public Map<String, List<String>> casesByFeature() {
        return casesByFeature;
    }

    /** The feature that a case waits for; null if it is not pending. */
    public String featureOf(String id) {
        for (Map.Entry<String, List<String>> entry : casesByFeature.entrySet()) {
            if (entry.getValue().contains(id)) {
                return entry.getKey();
            }
        }
        return null;
    }
}
