package org.trufflecasm.launcher.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseLoaderTest {
    @TempDir private Path folder;

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private ConformanceCase readOne(String text) throws IOException {
        return CaseLoader.load(List.of(write("one.json", text))).getFirst();
    }

    @Test
    void readsAllFieldsOfACaseFile() throws IOException {
        ConformanceCase read =
                readOne(
                        """
                {
                  "id": "x1", "system": "crush", "title": "all fields", "tags": ["ext"], "format": "json",
                  "capsule": { "big": 9007199254740993.0,  "é": 1e21 },
                  "options": {
                    "stdin": "in", "grant": ["a.b"], "deny": ["c"], "limits": {"max_steps": 7},
                    "permissions": ["d"]
                  },
                  "expect": {
                    "outcome": "runtime_error", "stdout": "out", "result": {"type": "int", "text": "1"},
                    "error_kind": "TypeError", "error_contains": "numeric",
                    "trace": [{"function": "f", "file": "m.py", "line": 2}, {"function": "main"}],
                    "exit_code": 1
                  },
                  "reference": "differs"
                }
                """);
        assertNull(read.problem());
        assertEquals("x1", read.id());
        assertEquals("all fields", read.title());
        assertEquals(List.of("ext"), read.tags());
        assertEquals(CapsuleForm.JSON, read.form());
        assertEquals("one.json", read.capsuleName());
        assertEquals(
                "{ \"big\": 9007199254740993.0,  \"é\": 1e21 }",
                new String(read.capsule().toArray(), StandardCharsets.UTF_8));
        assertEquals(
                new CaseOptions(
                        "in", List.of("a.b"), List.of("c"), Map.of("max_steps", 7L), List.of("d")),
                read.options());
        assertEquals(7, read.options().limit("max_steps"));
        assertEquals(0, read.options().limit("max_output"));
        assertEquals(
                new Expectation(
                        Expectation.Ending.RUNTIME_ERROR,
                        "out",
                        new Expectation.Result("int", "1"),
                        "TypeError",
                        "numeric",
                        List.of(
                                new Expectation.Frame("f", "m.py", 2),
                                new Expectation.Frame("main", null, null)),
                        1),
                read.expectation());
    }

    @Test
    void decodesCapsulesThatAreStrings() throws IOException {
        String template =
                "{\"format\": \"%s\", \"capsule\": \"%s\", \"expect\": {\"outcome\": \"ok\"}}";
        assertEquals(
                "#!x {}",
                new String(
                        readOne(template.formatted("raw", "#!x {}")).capsule().toArray(),
                        StandardCharsets.UTF_8));
        assertEquals(
                Bytes.of(new byte[] {0x43, (byte) 0xff}),
                readOne(template.formatted("cvm1-hex", "43 FF")).capsule());
        assertFalse(readOne(template.formatted("msgpack-hex", "4g")).isJudgeable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{} {}",
                "{\"format\": \"json\", \"expect\": {\"outcome\": \"ok\"}}",
                "{\"format\": \"xml\", \"capsule\": {}, \"expect\": {\"outcome\": \"ok\"}}",
                "{\"format\": \"json\", \"capsule\": {}}",
                "{\"format\": \"json\", \"capsule\": {}, \"expect\": {\"outcome\": \"fine\"}}",
                "{\"format\": \"json\", \"capsule\": {}, \"expect\": {\"outcome\": \"ok\", \"stdouts\": \"\"}}",
                "{\"format\": \"json\", \"capsule\": {}, \"expect\": {\"outcome\": \"ok\", \"exit_code\": \"0\"}}",
                "{\"format\": \"json\", \"capsule\": {}, \"expect\": {\"outcome\": \"ok\", \"result\": {}}}",
                "{\"format\": \"json\", \"capsule\": {}, \"expect\": {\"outcome\": \"ok\"}, \"options\": {\"cwd\": \"/\"}}",
                "{\"format\": \"json\", \"capsule\": {}, \"expect\": {\"outcome\": \"ok\"},"
                        + " \"options\": {\"limits\": {\"max_steps\": -1}}}",
                "{\"system\": \"mica\", \"format\": \"json\", \"capsule\": {}, \"expect\": {\"outcome\": \"ok\"}}"
            })
    void whatCannotBeJudgedIsACaseWithAProblem(String text) throws IOException {
        ConformanceCase read = readOne(text);
        assertFalse(read.isJudgeable());
        assertEquals("one", read.id());
        assertEquals(
                1, Judge.differences(read, Outcome.ended("", "", 0, "null", "null", -1)).size());
    }

    @Test
    void findsBothFormsBelowFoldersEachOnce() throws IOException {
        String text = "{\"format\": \"json\", \"capsule\": {}, \"expect\": {\"outcome\": \"ok\"}}";
        write("b.json", text);
        write("a.json", text);
        write("README.md", "");
        write(ContradictedList.FILE, "[]");
        write("deep/er/real/capsule.casmb", "bytes");
        write(
                "deep/er/real/expect.json",
                "{\"source\": \"a program\", \"outcome\": \"ok\", \"notes\": \"\"}");
        List<ConformanceCase> cases =
                CaseLoader.load(List.of(folder, folder.resolve("deep"), folder.resolve("a.json")));
        assertEquals(List.of("a", "b", "real"), cases.stream().map(ConformanceCase::id).toList());
        ConformanceCase real = cases.get(2);
        assertTrue(real.isJudgeable());
        assertEquals("a program", real.title());
        assertEquals("capsule.casmb", real.capsuleName());
        assertEquals(CapsuleForm.FILE, real.form());
        assertEquals(Bytes.of("bytes".getBytes(StandardCharsets.UTF_8)), real.capsule());
    }

    @Test
    void aFolderNeedsExactlyOneCapsule() throws IOException {
        write("real/expect.json", "{\"outcome\": \"ok\"}");
        assertFalse(CaseLoader.load(List.of(folder)).getFirst().isJudgeable());
        write("real/capsule.json", "{}");
        assertTrue(CaseLoader.load(List.of(folder)).getFirst().isJudgeable());
        write("real/capsule.casmb", "");
        assertFalse(CaseLoader.load(List.of(folder)).getFirst().isJudgeable());
    }

    @Test
    void aMissingPathIsAnError() {
        assertThrows(IOException.class, () -> CaseLoader.load(List.of(folder.resolve("nothing"))));
    }

    @Test
    void listsOfContradictedCasesAreFoundAboveTheCase() throws IOException {
        write(ContradictedList.FILE, "[{\"id\": \"b\", \"reason\": \"it is wrong\"}]");
        Path below = write("deep/er/a.json", "");
        ContradictedList list = ContradictedList.nearest(below);
        assertEquals("it is wrong", list.reasonOf("b"));
        assertNull(list.reasonOf("c"));
        Path nameless = write("nameless.json", "[{\"reason\": \"it is wrong\"}]");
        assertThrows(IOException.class, () -> ContradictedList.read(nameless));
        Path object = write("object.json", "{}");
        assertThrows(IOException.class, () -> ContradictedList.read(object));
    }
}
