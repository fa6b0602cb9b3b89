package org.trufflecasm.launcher.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policy files: what they say, and that nothing in them is overlooked. */
final class PolicyReaderTest {
    @TempDir Path folder;

    private PolicyFile read(String text) throws IOException {
        return PolicyReader.read(Files.writeString(folder.resolve("policy.json"), text));
    }

    @Test
    void readsEverything() throws IOException {
        PolicyFile policy =
                read(
                        """
                        {"$schema": "x", "grants": ["fs.read", "net.get:a.example"], "denies": ["*"],
                         "scopes": {"fs.*": ["a", "b/c"]}, "limits": {"max_steps": 7, "timeout_ms": 8},
                         "fs_root": "data", "net_max_response_bytes": 9,
                         "capability_timeout_ms": 10, "deterministic": true}
                        """);
        assertEquals(List.of("fs.read", "net.get:a.example"), policy.grants());
        assertEquals(List.of("*"), policy.denies());
        assertEquals(List.of("fs.*:a", "fs.*:b/c"), policy.scopes());
        assertEquals(7, policy.stricter("max_steps", 0));
        assertEquals(5, policy.stricter("max_steps", 5));
        assertEquals(7, policy.stricter("max_steps", 50));
        assertEquals(3, policy.stricter("max_stack", 3));
        assertEquals(folder.resolve("data").toString(), policy.fileRoot());
        assertEquals(9L, policy.maxResponseBytes());
        assertEquals(10L, policy.capabilityTimeout());
        assertTrue(policy.deterministic());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"grant\": []} | :1:2: unknown key 'grant'; did you mean 'grants'?",
                "[] | :1:1: a policy is an object",
                "{\"grants\": \"fs.*\"} | 'grants' must be a list of strings",
                "{\"grants\": [1]} | 'grants' must be a string",
                "{\"denies\": [\"fs*\"]} | 'fs*' is neither the name of a capability",
                "{\"grants\": [\"fs.read:../x\"]} | the path leads upwards",
                "{\"scopes\": {\"fs.read\": []}} | 'fs.read' has no scope",
                "{\"limits\": {\"max_step\": 1}} | unknown key 'max_step'",
                "{\"limits\": {\"max_steps\": -1}} | must be an integer of 0 or more",
                "{\"limits\": {\"max_steps\": 1e3}} | must be an integer of 0 or more",
                "{\"deterministic\": 1} | must be true or false",
                "{\"grants\": [], \"grants\": []} | Duplicate field",
                "{\"grants\": [} | :1:",
                "{} x | :1:"
            })
    void refusesWhatItDoesNotUnderstand(String text, String expected) {
        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> read(text));
        assertTrue(failure.getMessage().contains(expected), failure.getMessage());
    }

    @Test
    void theSchemaHasTheSameKeys() throws IOException {
        JsonNode schema =
                new ObjectMapper().readTree(Path.of("../schema/policy.schema.json").toFile());
        assertEquals(Set.copyOf(PolicyReader.KEYS), names(schema.get("properties")));
        assertEquals(
                Set.copyOf(PolicyFile.LIMITS), names(schema.at("/properties/limits/properties")));
    }

    @Test
    void theExampleCanBeRead() {
        PolicyFile policy = PolicyReader.read(Path.of("../examples/policy.json"));
        assertTrue(policy.grants().contains("fs.read"));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
