package org.trufflecasm.tck.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.graalvm.polyglot.io.IOAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trufflecasm.embed.RootedFileSystem;

/** Every decision about a capability call is a line of the audit file, in order. */
class AuditTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir Path folder;

    private List<String> audited(Capsule capsule, String... options) throws IOException {
        Path file = folder.resolve("audit.jsonl");
        IOAccess access = IOAccess.newBuilder().fileSystem(new RootedFileSystem(folder)).build();
        capsule.run(
                builder -> {
                    builder.allowIO(access).option("casm.Audit", file.toString());
                    for (int i = 0; i < options.length; i += 2) {
                        builder.option(options[i], options[i + 1]);
                    }
                    return builder;
                });
        return Files.readAllLines(file);
    }

    @Test
    void notesAllowedAndRefusedCallsWithTheirPlaces() throws IOException {
        Files.writeString(folder.resolve("a"), "x");
        List<String> lines =
                audited(
                        Capsule.asking("fs.read", "str.len")
                                .print("fs.read", "a")
                                .call("str.len", "abc")
                                .call("fs.read", "secret/b"),
                        "casm.Grant",
                        "fs.read",
                        "casm.Deny",
                        "fs.read:secret",
                        "casm.Deterministic",
                        "true");
        assertEquals(
                List.of(
                        "{\"sequence\":1,\"capability\":\"fs.read\",\"function\":\"main\","
                                + "\"instruction\":1,\"file\":\"test.crush\",\"line\":2,\"column\":1,"
                                + "\"arguments\":1,\"scope\":\"a\",\"decision\":\"allowed\"}",
                        "{\"sequence\":2,\"capability\":\"io.print\",\"function\":\"main\","
                                + "\"instruction\":2,\"file\":\"test.crush\",\"line\":2,\"column\":1,"
                                + "\"arguments\":1,\"decision\":\"allowed\"}",
                        "{\"sequence\":3,\"capability\":\"str.len\",\"function\":\"main\","
                                + "\"instruction\":4,\"file\":\"test.crush\",\"line\":5,\"column\":1,"
                                + "\"arguments\":1,\"decision\":\"allowed\"}",
                        "{\"sequence\":4,\"capability\":\"fs.read\",\"function\":\"main\","
                                + "\"instruction\":6,\"file\":\"test.crush\",\"line\":7,\"column\":1,"
                                + "\"arguments\":1,\"scope\":\"secret/b\",\"decision\":\"refused\","
                                + "\"kind\":\"CapabilityDenied\",\"reason\":\"capability scope denied"
                                + " by host: fs.read:secret/b\"}"),
                lines);
    }

    @Test
    void notesEveryCallOfALoopAndTheRefusalOfAnUnknownOne() throws IOException {
        Capsule capsule = Capsule.asking("bench.step", "no.such").push(0);
        for (int i = 0; i < 3; i++) {
            capsule.op("{'op': 'cap_call', 'name': 'bench.step', 'argc': 1}");
        }
        List<String> lines = audited(capsule.call("no.such"), "casm.Grant", "bench.step,no.such");
        assertEquals(4, lines.size());
        for (int i = 0; i < 4; i++) {
            JsonNode line = MAPPER.readTree(lines.get(i));
            assertEquals(i + 1, line.get("sequence").asInt());
            assertTrue(line.has("time"));
            assertEquals(i < 3 ? "allowed" : "refused", line.get("decision").asText());
        }
        assertEquals("UnknownCapability", MAPPER.readTree(lines.get(3)).get("kind").asText());
    }

    @Test
    void spellsACapabilityAsTheCapsuleDoes() throws IOException {
        List<String> lines =
                audited(
                        Capsule.asking("sys.env")
                                .print("env.get", "COLOUR")
                                .call("env.get", "HOME"),
                        "casm.Grant",
                        "env.get:COLOUR");
        assertEquals("env.get", MAPPER.readTree(lines.get(0)).get("capability").asText());
        JsonNode refused = MAPPER.readTree(lines.get(2));
        assertEquals("env.get", refused.get("capability").asText());
        assertEquals(
                "capability scope denied by host: env.get:HOME", refused.get("reason").asText());
    }
}
