package org.trufflecasm.launcher.conformance;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads one conformance case, in either of its two forms. */
final class CaseReader {
    /** The file that makes a folder a case. */
    static final String EXPECT_FILE = "expect.json";

    private static final String CAPSULE_FILE_PREFIX = "capsule.";

    private static final Set<String> OPTIONS =
            Set.of("stdin", "grant", "deny", "limits", "permissions");
    private static final Set<String> LIMITS =
            Set.of(
                    "max_steps",
                    "max_stack",
                    "max_output",
                    "max_call_depth",
                    "max_memory",
                    "timeout_ms");
    private static final Set<String> EXPECT =
            Set.of(
                    "outcome",
                    "stdout",
                    "result",
                    "error_kind",
                    "error_contains",
                    "trace",
                    "exit_code");
    private static final Set<String> RESULT = Set.of("type", "text");
    private static final Set<String> FRAME = Set.of("function", "file", "line");

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private CaseReader() {}

    /**
     * The case of a JSON case file (specification §8). Never fails: see {@link
     * ConformanceCase#problem()}.
     */
    static ConformanceCase readFile(Path file) {
        String name = nameOf(file);
        String fallback = name.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
        try {
            byte[] content = Files.readAllBytes(file);
            return caseOf(fallback, file, content);
        } catch (CaseFormatException | IOException problem) {
            return ConformanceCase.unreadable(fallback, file, describe(problem));
        }
    }

    /** The case of a folder with a capsule file and what is expected of it. Never fails. */
    static ConformanceCase readFolder(Path folder) {
        String id = nameOf(folder);
        try {
            Path capsule = onlyCapsule(folder);
            CaseFields fields =
                    CaseFields.of(
                            EXPECT_FILE,
                            MAPPER.readTree(Files.readAllBytes(folder.resolve(EXPECT_FILE))),
                            null);
            String source = fields.text("source");
            return new ConformanceCase(
                    id,
                    folder,
                    source == null ? "" : source,
                    List.of(),
                    CapsuleForm.FILE,
                    nameOf(capsule),
                    Bytes.of(Files.readAllBytes(capsule)),
                    options(fields.get("options")),
                    expectation(fields),
                    null);
        } catch (CaseFormatException | IOException problem) {
            return ConformanceCase.unreadable(id, folder, describe(problem));
        }
    }

    private static Path onlyCapsule(Path folder) throws IOException, CaseFormatException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> capsules =
                    files.filter(file -> nameOf(file).startsWith(CAPSULE_FILE_PREFIX)).toList();
            if (capsules.size() != 1) {
                throw new CaseFormatException(
                        "the folder has "
                                + capsules.size()
                                + " capsule files instead of one: "
                                + folder);
            }
            return capsules.getFirst();
        }
    }

    private static ConformanceCase caseOf(String fallback, Path file, byte[] content)
            throws IOException, CaseFormatException {
        CaseFields fields = CaseFields.of("case", MAPPER.readTree(content), null);
        if (ModuleCases.isOne(fields)) {
            return ModuleCases.read(fallback, file, fields);
        }
        String system = fields.text("system");
        if (system != null && !system.equals("crush")) {
            throw new CaseFormatException("the case is for another system: " + system);
        }
        String id = fields.text("id");
        CapsuleForm form = form(fields.text("format"));
        Bytes capsule = capsule(form, fields, content);
        CaseFields expected = CaseFields.of("expect", fields.get("expect"), EXPECT);
        String title = fields.text("title");
        return new ConformanceCase(
                id == null ? fallback : id,
                file,
                title == null ? "" : title,
                fields.texts("tags"),
                form,
                nameOf(file),
                capsule,
                options(fields.get("options")),
                expectation(expected),
                null);
    }

    private static CapsuleForm form(String key) throws CaseFormatException {
        for (CapsuleForm form : CapsuleForm.values()) {
            if (form != CapsuleForm.FILE && form != CapsuleForm.HEX && form.key().equals(key)) {
                return form;
            }
        }
        throw new CaseFormatException("unknown format: " + key);
    }

    private static Bytes capsule(CapsuleForm form, CaseFields fields, byte[] content)
            throws IOException, CaseFormatException {
        JsonNode capsule = fields.get("capsule");
        if (capsule == null) {
            throw new CaseFormatException("the case has no capsule");
        }
        if (form == CapsuleForm.JSON) {
            return valueOf("capsule", content);
        }
        String text = fields.text("capsule");
        if (form == CapsuleForm.MSGPACK_HEX || form == CapsuleForm.CVM1_HEX) {
            try {
                return Bytes.of(HexFormat.of().parseHex(text.replaceAll("\\s", "")));
            } catch (IllegalArgumentException malformed) {
                throw new CaseFormatException(
                        "capsule is not hexadecimal: " + malformed.getMessage());
            }
        }
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The text of a top-level field, exactly as it stands in the file: numbers keep their spelling,
     * repeated keys stay repeated.
     */
    private static Bytes valueOf(String name, byte[] content)
            throws IOException, CaseFormatException {
        Bytes found = null;
        try (JsonParser parser = MAPPER.getFactory().createParser(content)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(name);
                parser.nextToken();
                int start = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
                parser.skipChildren();
                if (wanted) {
                    int end = Math.toIntExact(parser.currentLocation().getByteOffset());
                    found = Bytes.of(content, start, end);
                }
            }
        }
        if (found == null || found.size() == 0) {
            throw new CaseFormatException("the case has no " + name);
        }
        return found;
    }

    private static CaseOptions options(JsonNode node) throws CaseFormatException {
        CaseFields fields = CaseFields.of("options", node, OPTIONS);
        String stdin = fields.text("stdin");
        return new CaseOptions(
                stdin == null ? "" : stdin,
                fields.texts("grant"),
                fields.texts("deny"),
                fields.counts("limits", LIMITS),
                fields.texts("permissions"));
    }

    private static Expectation expectation(CaseFields fields) throws CaseFormatException {
        return new Expectation(
                ending(fields.text("outcome")),
                fields.text("stdout"),
                result(fields.get("result")),
                fields.text("error_kind"),
                fields.text("error_contains"),
                trace(fields.get("trace")),
                fields.integer("exit_code"));
    }

    private static Expectation.Ending ending(String key) throws CaseFormatException {
        for (Expectation.Ending ending : Expectation.Ending.values()) {
            if (ending.key().equals(key)) {
                return ending;
            }
        }
        throw new CaseFormatException("unknown outcome: " + key);
    }

    private static Expectation.Result result(JsonNode node) throws CaseFormatException {
        if (node == null) {
            return null;
        }
        CaseFields fields = CaseFields.of("result", node, RESULT);
        String type = fields.text("type");
        String text = fields.text("text");
        if (type == null || text == null) {
            throw new CaseFormatException("the result needs a type and a text");
        }
        return new Expectation.Result(type, text);
    }

    private static List<Expectation.Frame> trace(JsonNode node) throws CaseFormatException {
        if (node == null) {
            return null;
        }
        if (!node.isArray()) {
            throw new CaseFormatException("trace is not a list");
        }
        List<Expectation.Frame> frames = new ArrayList<>();
        for (JsonNode element : node) {
            CaseFields fields = CaseFields.of("trace", element, FRAME);
            frames.add(
                    new Expectation.Frame(
                            fields.text("function"), fields.text("file"), fields.integer("line")));
        }
        return List.copyOf(frames);
    }

    private static String nameOf(Path path) {
        return path.toAbsolutePath().normalize().getFileName().toString();
    }

    private static String describe(Exception problem) {
        return problem instanceof CaseFormatException
                ? problem.getMessage()
                : "it cannot be read: "
                        + String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
    }
}
