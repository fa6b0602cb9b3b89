package org.trufflecasm.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.error.LoadException;

/**
 * Every conformance capsule loads, is refused as expected, or is refused by the name of a later
 * feature.
 */
class ConformanceLoadTest {
    private static final Path ROOT = Path.of("../conformance/crush");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static List<Path> files(Path folder, String glob) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file ->
                                    ROOT.getFileSystem()
                                            .getPathMatcher("glob:" + glob)
                                            .matches(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        return files(ROOT, "[0-9]*.json").stream()
                .map(
                        file ->
                                dynamicTest(
                                        file.getFileName().toString(),
                                        () -> {
                                            JsonNode test = MAPPER.readTree(file.toFile());
                                            check(content(test), test.get("expect"));
                                        }));
    }

    @TestFactory
    Stream<DynamicTest> realCapsules() throws IOException {
        return files(ROOT.resolve("real"), "[!R]*").stream()
                .map(
                        folder ->
                                dynamicTest(
                                        folder.getFileName().toString(),
                                        () ->
                                                check(
                                                        Files.readAllBytes(
                                                                files(folder, "capsule.*")
                                                                        .getFirst()),
                                                        MAPPER.readTree(
                                                                folder.resolve("expect.json")
                                                                        .toFile()))));
    }

    private static byte[] content(JsonNode test) throws IOException {
        JsonNode capsule = test.get("capsule");
        if (capsule.isObject()) {
            return MAPPER.writeValueAsBytes(capsule);
        }
        return test.get("format").textValue().endsWith("-hex")
                ? HexFormat.of().parseHex(capsule.textValue())
                : capsule.textValue().getBytes(StandardCharsets.UTF_8);
    }

    private static void check(byte[] content, JsonNode expect) {
        boolean loads = !expect.get("outcome").textValue().equals("load_error");
        try {
            LoadedCapsule capsule = FormatRegistry.load(content, "case", CapabilitySignatures.NONE);
            assertTrue(loads, () -> "expected " + expect);
            capsule.describeModel();
            capsule.disassemble();
        } catch (LoadException e) {
            assertEquals(expect.path("error_kind").textValue(), e.kind().name(), e::getMessage);
            assertTrue(
                    e.getMessage().contains(expect.path("error_contains").asText("")),
                    e::getMessage);
        }
    }
}
