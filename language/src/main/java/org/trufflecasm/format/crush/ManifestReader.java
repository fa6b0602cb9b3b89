package org.trufflecasm.format.crush;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.trufflecasm.core.CapabilityNames;
import org.trufflecasm.core.Limits;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.core.Quotation;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.error.LoadException.Place;

/** Reads the manifest of a capsule, which is JSON in every container (specification §1.4). */
public final class ManifestReader {
    private static final List<String> LIMITS =
            List.of(
                    "max_steps",
                    "max_stack",
                    "max_output",
                    "max_call_depth",
                    "max_memory",
                    "timeout_ms");
    private static final List<String> INFORMATION =
            List.of("name", "version", "runtime", "description", "author");

    /**
     * The default limit of 1000 characters for a number keeps the conversion of big integers cheap.
     */
    private static final ObjectMapper MAPPER =
            new ObjectMapper(
                    JsonFactory.builder()
                            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                            .streamReadConstraints(
                                    StreamReadConstraints.builder()
                                            .maxNestingDepth(Limits.MAX_NESTING)
                                            .maxStringLength(Limits.MAX_MANIFEST_BYTES)
                                            .maxNameLength(Limits.MAX_MANIFEST_BYTES)
                                            .build())
                            .build());

    /** JSON, and nothing behind it. */
    private static final ObjectReader STRICT =
            MAPPER.readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Function<String, LoadException> failures;

    private ManifestReader(Function<String, LoadException> failures) {
        this.failures = failures;
    }

    /**
     * Reads a manifest that stands in a JSON capsule.
     *
     * @param text the file it stands in
     * @param start offset where its object begins
     * @param end offset where its object ends, which must be correct JSON
     * @throws LoadException if a field has the wrong type
     */
    static Manifest read(CapsuleText text, int start, int end) {
        Function<String, LoadException> failures =
                problem -> new LoadException(ErrorKind.LoadError, problem, text.at(start));
        int from = text.skip(text.start(), start);
        int length = text.skip(from, end - start) - from;
        if (length > Limits.MAX_MANIFEST_BYTES) {
            throw failures.apply(
                    "the manifest has more than " + Limits.MAX_MANIFEST_BYTES + " bytes");
        }
        JsonNode root;
        try {
            root = MAPPER.readTree(text.bytes(), from, length);
        } catch (IOException e) {
            throw failures.apply("the manifest holds a number with more than 1000 digits");
        }
        return read(root, failures);
    }

    /**
     * Parses a manifest that stands as JSON text in a container of another kind.
     *
     * @param bytes what it stands in
     * @param from index of its first byte
     * @param length how many bytes it has
     * @return an object
     * @throws LoadException {@code ParseError} if it is not one JSON text in UTF-8, {@code
     *     LoadError} if it is no object
     */
    public static JsonNode parse(byte[] bytes, int from, int length) {
        JsonNode root;
        try {
            // The parser would take other encodings of Unicode too.
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
            root = STRICT.readTree(bytes, from, length);
        } catch (CharacterCodingException e) {
            throw new LoadException(
                    ErrorKind.ParseError, "the manifest is not UTF-8", Place.atByte(from));
        } catch (IOException e) {
            long at =
                    e instanceof JsonProcessingException json && json.getLocation() != null
                            ? Math.max(0, json.getLocation().getByteOffset())
                            : 0;
            throw new LoadException(
                    ErrorKind.ParseError,
                    "the manifest is not JSON: " + JsonCursor.problem(e),
                    Place.atByte((int) Math.min(from + at, from + length)));
        }
        if (root == null || !root.isObject()) {
            throw new LoadException(
                    ErrorKind.LoadError, "the manifest must be an object", Place.atByte(from));
        }
        return root;
    }

    /**
     * Reads a manifest.
     *
     * @param root an object
     * @param failures makes the failure of a problem, with its place
     * @throws LoadException if a field has the wrong type
     */
    public static Manifest read(JsonNode root, Function<String, LoadException> failures) {
        ManifestReader reader = new ManifestReader(failures);
        return new Manifest(
                reader.permissions(root), reader.limits(root), reader.information(root));
    }

    private Map<String, List<String>> permissions(JsonNode root) {
        String key = isAbsent(root.get("permissions")) ? "capabilities" : "permissions";
        JsonNode node = root.get(key);
        Permissions result = new Permissions();
        if (isAbsent(node)) {
            return result.byName();
        }
        if (node.isArray()) {
            for (JsonNode name : node) {
                if (!name.isTextual()) {
                    throw failure("manifest: '" + key + "' must hold strings");
                }
                result.add(checked(name.textValue()));
            }
        } else if (node.isObject()) {
            node.properties()
                    .forEach(entry -> addEntry(result, key, entry.getKey(), entry.getValue()));
        } else {
            throw failure("manifest: '" + key + "' must be a list or an object");
        }
        return result.byName();
    }

    private void addEntry(Permissions result, String key, String name, JsonNode value) {
        if (value.isBoolean()) {
            if (value.booleanValue()) {
                result.add(checked(name));
            }
        } else if (value.isArray()) {
            for (JsonNode scope : value) {
                if (!scope.isTextual()) {
                    throw failure(
                            "manifest: the scopes of " + Quotation.name(name) + " must be strings");
                }
                result.add(checked(name), checked(scope.textValue()));
            }
        } else {
            throw failure(
                    "manifest: "
                            + Quotation.name(name)
                            + " in '"
                            + key
                            + "' must be true, false or a list of scopes");
        }
    }

    private Map<String, Long> limits(JsonNode root) {
        Map<String, Long> limits = new LinkedHashMap<>();
        JsonNode node = root.get("limits");
        if (isAbsent(node)) {
            return limits;
        }
        if (!node.isObject()) {
            throw failure("manifest: 'limits' must be an object");
        }
        for (String name : LIMITS) {
            JsonNode limit = node.get(name);
            if (!isAbsent(limit)) {
                if (!limit.isIntegralNumber()
                        || !limit.canConvertToLong()
                        || limit.longValue() < 0) {
                    throw failure("manifest: '" + name + "' must be an integer of 0 or more");
                }
                limits.put(name, limit.longValue());
            }
        }
        return limits;
    }

    private Map<String, String> information(JsonNode root) {
        Map<String, String> information = new LinkedHashMap<>();
        for (String name : INFORMATION) {
            JsonNode value = root.get(name);
            if (!isAbsent(value)) {
                if (!value.isTextual()) {
                    throw failure("manifest: '" + name + "' must be a string");
                }
                information.put(name, checked(value.textValue()));
            }
        }
        return information;
    }

    /** Escapes can spell half a character, which no container could hold. */
    private String checked(String string) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(string)) {
            throw failure("manifest: half a surrogate pair in a string");
        }
        return string;
    }

    private static boolean isAbsent(JsonNode node) {
        return node == null || node.isNull();
    }

    private LoadException failure(String problem) {
        return failures.apply(problem);
    }

    /**
     * Collects permissions: scopes of one name add up, and a name without scope asks for
     * everything.
     */
    private static final class Permissions {
        private final Map<String, Set<String>> scopes = new LinkedHashMap<>();
        private final Set<String> unscoped = new HashSet<>();

        /** Adds {@code name} or {@code name:scope}. */
        void add(String permission) {
            int colon = permission.indexOf(':');
            if (colon >= 0) {
                add(permission.substring(0, colon), permission.substring(colon + 1));
                return;
            }
            for (String name : CapabilityNames.expand(permission)) {
                scopes.putIfAbsent(name, new LinkedHashSet<>());
                unscoped.add(name);
            }
        }

        void add(String permission, String scope) {
            for (String name : CapabilityNames.expand(permission)) {
                scopes.computeIfAbsent(name, unused -> new LinkedHashSet<>()).add(scope);
            }
        }

        Map<String, List<String>> byName() {
            Map<String, List<String>> result = new LinkedHashMap<>();
            scopes.forEach(
                    (name, list) ->
                            result.put(
                                    name, unscoped.contains(name) ? List.of() : List.copyOf(list)));
            return result;
        }
    }
}
