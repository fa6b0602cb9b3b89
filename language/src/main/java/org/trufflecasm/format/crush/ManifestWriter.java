package org.trufflecasm.format.crush;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import org.trufflecasm.core.Manifest;

/**
 * Writes manifests. Permissions become a list where none has a scope, else an object, so that
 * reading gives the same manifest again.
 */
public final class ManifestWriter {
    private static final JsonMapper MAPPER = new JsonMapper();

    private ManifestWriter() {}

    /** A manifest as an object of JSON, without what it leaves empty. */
    public static ObjectNode tree(Manifest manifest) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        manifest.information().forEach(root::put);
        boolean scoped =
                manifest.permissions().values().stream().anyMatch(scopes -> !scopes.isEmpty());
        if (scoped) {
            ObjectNode permissions = root.putObject("permissions");
            manifest.permissions()
                    .forEach(
                            (name, scopes) -> {
                                if (scopes.isEmpty()) {
                                    permissions.put(name, true);
                                } else {
                                    ArrayNode list = permissions.putArray(name);
                                    scopes.forEach(list::add);
                                }
                            });
        } else if (!manifest.permissions().isEmpty()) {
            ArrayNode permissions = root.putArray("permissions");
            manifest.permissions().keySet().forEach(permissions::add);
        }
        if (!manifest.limits().isEmpty()) {
            ObjectNode limits = root.putObject("limits");
            manifest.limits().forEach(limits::put);
        }
        return root;
    }

    /** A manifest as JSON text on one line. */
    public static String json(Manifest manifest) {
        return json(tree(manifest));
    }

    /** A tree as JSON text on one line. */
    static String json(ObjectNode tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // a tree in memory can be written
        }
    }
}
