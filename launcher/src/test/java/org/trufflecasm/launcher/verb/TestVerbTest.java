package org.trufflecasm.launcher.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trufflecasm.launcher.Casm;

final class TestVerbTest {
    private static final String CASE =
            """
            {"id": "%s", "system": "crush", "title": "prints", "format": "json",
             "capsule": {"manifest": {"permissions": ["io.print"]}, "functions": {"main": {"body": [
                {"op": "push_str", "value": "hi"}, {"op": "cap_call", "name": "io.print", "argc": 1}]}}},
             "expect": {"outcome": "ok", "stdout": "%s\\n", "result": {"type": "null", "text": "null"},
                        "exit_code": 0}}\
            """;

    @TempDir private Path folder;

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void countsByTierAndInTotal() throws IOException {
        write("1_good.json", CASE.formatted("1_good", "hi"));
        Casm.Result result = Casm.run("test", "--tier", "all", folder.toString());
        assertEquals(0, result.status(), result.out() + result.err());
        assertEquals(
                """
                interpreter: 1 passed, 0 failed
                compiled: 1 passed, 0 failed
                auto: 1 passed, 0 failed
                3 passed, 0 failed
                """,
                result.out());
    }

    @Test
    void failuresShowExpectedAndActual() throws IOException {
        write("1_good.json", CASE.formatted("1_good", "hi"));
        write("2_bad.json", CASE.formatted("2_bad", "ho"));
        write("3_broken.json", "{");
        Casm.Result result = Casm.run("test", "--tier", "interpreter", folder.toString());
        assertEquals(1, result.status());
        assertTrue(result.out().contains("FAILED 2_bad (interpreter): prints\n"), result.out());
        assertTrue(
                result.out().contains("stdout: expected \"ho\\n\", got \"hi\\n\""), result.out());
        assertTrue(result.out().contains("FAILED 3_broken"), result.out());
        assertTrue(
                result.out().endsWith("interpreter: 1 passed, 2 failed\n1 passed, 2 failed\n"),
                result.out());
    }

    @Test
    void contradictedCasesAreShownAndNotRun() throws IOException {
        write("1_good.json", CASE.formatted("1_good", "hi"));
        write("2_wrong.json", CASE.formatted("2_wrong", "ho"));
        write("contradicted.json", "[{\"id\": \"2_wrong\", \"reason\": \"nobody says ho\"}]");
        Casm.Result result = Casm.run("test", folder.toString());
        assertEquals(0, result.status(), result.out() + result.err());
        assertTrue(result.out().startsWith("not run: 2_wrong: nobody says ho\n"), result.out());
        assertTrue(result.out().endsWith("\n1 passed, 0 failed\n"), result.out());
    }

    @Test
    void aCaseThatIsNamedTwiceRunsOnce() throws IOException {
        write("1_good.json", CASE.formatted("1_good", "hi"));
        Casm.Result result =
                Casm.run("test", folder.toString(), folder.resolve("1_good.json").toString());
        assertTrue(result.out().endsWith("\n1 passed, 0 failed\n"), result.out());
    }

    @Test
    void noCasesIsWrongUsage() {
        assertEquals(2, Casm.run("test", folder.toString()).status());
        assertEquals(2, Casm.run("test", folder.resolve("absent").toString()).status());
    }
}
