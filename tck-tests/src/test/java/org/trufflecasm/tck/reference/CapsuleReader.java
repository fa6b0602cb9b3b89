package org.trufflecasm.tck.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.format.crush.cvm1.Cvm1Format;
import org.trufflecasm.format.crush.cvm1.Cvm1Program;

/**
 * Reads capsules of the IR for the reference interpreter, from JSON or from a tree that has the
 * same shape (specification §1.1 to §1.4). It checks nothing: that a capsule is correct must be
 * known before.
 */
final class CapsuleReader {
    private static final JsonMapper MAPPER = new JsonMapper();

    private CapsuleReader() {}

    /** Reads JSON, with or without a {@code #!} line. */
    static Capsule readJson(byte[] content, CapabilitySignatures signatures) {
        int start = start(content);
        try {
            return read(MAPPER.readTree(content, start, content.length - start), signatures);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /**
     * Reads a capsule of any format.
     *
     * @param permissions what a capsule of the CVM1 profile asks for besides its manifest
     */
    static Capsule read(
            byte[] content,
            String name,
            List<String> permissions,
            CapabilitySignatures signatures) {
        if (new Cvm1Format().detects(content)) {
            Cvm1Program program = Cvm1Format.read(content, name);
            return FlatCapsuleReader.read(program, permissions, signatures);
        }
        int start = start(content);
        return start < content.length && content[start] < 0
                ? read(MessagePackTree.read(content, start), signatures)
                : readJson(content, signatures);
    }

    /** Where the content begins, behind a {@code #!} line. */
    private static int start(byte[] content) {
        if (content.length < 2 || content[0] != '#' || content[1] != '!') {
            return 0;
        }
        int start = 2;
        while (start < content.length && content[start - 1] != '\n') {
            start++;
        }
        return start;
    }

    /** Reads a tree; in the layout of arrays, or in that of objects. */
    static Capsule read(JsonNode tree, CapabilitySignatures signatures) {
        List<Routine> routines = new ArrayList<>();
        JsonNode functions = part(tree, 1, "functions");
        if (functions.isArray()) {
            functions.forEach(
                    function ->
                            routines.add(
                                    routine(function.get("name").asText(), function, signatures)));
        } else {
            functions
                    .properties()
                    .forEach(
                            named ->
                                    routines.add(
                                            routine(named.getKey(), named.getValue(), signatures)));
        }
        return new Capsule(
                manifest(part(tree, 2, "manifest")), routines, entry(tree, routines), false);
    }

    /** A field of an object, or an element of an array that stands for one. */
    private static JsonNode part(JsonNode node, int index, String name) {
        return node.isArray() ? node.path(index) : node.path(name);
    }

    private static Routine entry(JsonNode tree, List<Routine> routines) {
        String wanted = tree.path("entry").asText("main");
        String name = tree.path("entry").isNull() ? "main" : wanted;
        return routines.stream()
                .filter(routine -> routine.name().equals(name))
                .findFirst()
                .orElse(routines.getFirst());
    }

    private static Routine routine(
            String name, JsonNode function, CapabilitySignatures signatures) {
        List<String> params = new ArrayList<>();
        part(function, 0, "params").forEach(param -> params.add(param.asText()));
        JsonNode body;
        if (function.isArray()) {
            body = function.get(function.size() - 1);
        } else {
            body =
                    isAbsent(function.get("body"))
                            ? function.path("instructions")
                            : function.get("body");
        }
        return new BodyReader(body, signatures).read(name, params);
    }

    static boolean isAbsent(JsonNode node) {
        return node == null || node.isMissingNode() || node.isNull();
    }

    /** What the capsule asks for. */
    private static Manifest manifest(JsonNode tree) {
        if (tree.isArray()) {
            return new Manifest(permissions(tree.path(0)), Map.of(), Map.of());
        }
        JsonNode asked = tree.path("permissions");
        Map<String, Long> limits = new LinkedHashMap<>();
        tree.path("limits")
                .properties()
                .forEach(
                        limit -> {
                            if (limit.getValue().isIntegralNumber()) {
                                limits.put(limit.getKey(), limit.getValue().asLong());
                            }
                        });
        return new Manifest(
                permissions(isAbsent(asked) ? tree.path("capabilities") : asked), limits, Map.of());
    }

    /** Names with their scopes; an empty list of scopes is the whole capability. */
    private static Map<String, List<String>> permissions(JsonNode asked) {
        Map<String, Set<String>> scopes = new LinkedHashMap<>();
        Set<String> whole = new LinkedHashSet<>();
        if (asked.isObject()) {
            asked.properties()
                    .forEach(
                            named -> {
                                JsonNode value = named.getValue();
                                if (value.asBoolean() && value.isBoolean()) {
                                    whole.add(named.getKey());
                                }
                                value.forEach(scope -> add(scopes, named.getKey(), scope.asText()));
                            });
        } else {
            asked.forEach(
                    name -> {
                        String text = name.asText();
                        int colon = text.indexOf(':');
                        if (colon < 0) {
                            whole.add(text);
                        } else {
                            add(scopes, text.substring(0, colon), text.substring(colon + 1));
                        }
                    });
        }
        Map<String, List<String>> permissions = new LinkedHashMap<>();
        scopes.forEach((name, those) -> permissions.put(name, List.copyOf(those)));
        whole.forEach(name -> permissions.put(name, List.of()));
        return permissions;
    }

    private static void add(Map<String, Set<String>> scopes, String name, String scope) {
        scopes.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(scope);
    }
}
