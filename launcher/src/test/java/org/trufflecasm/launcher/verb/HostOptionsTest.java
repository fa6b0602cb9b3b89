package org.trufflecasm.launcher.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trufflecasm.launcher.Casm;

/** What the host says with options of {@code casm run}, and what it is told after a run. */
final class HostOptionsTest {
    private static final Pattern STATISTICS =
            Pattern.compile(
                    "\\[steps=(\\d+), stack=(\\d+), depth=(\\d+), calls=(\\d+), objects=(\\d+),"
                            + " bytes=(\\d+), run=\\d+ ms, compilation=\\d+ ms\\]\n");

    /** Five instructions; two objects of 32 bytes, one with a place for an element of 16 bytes. */
    private static final String SMALL =
            """
            {"functions": {
               "main": {"body": [{"op": "push_int", "value": 7}, {"op": "call", "function": "f", "argc": 1},
                                 {"op": "ret"}]},
               "f": {"params": ["x"], "body": [{"op": "new_obj"}, {"op": "ret"}]}}}\
            """;

    private static final String PREDICTABLE =
            """
            {"manifest": {"permissions": ["time.now", "io.print", "crypto.random"]},
             "functions": {"main": {"body": [
               {"op": "cap_call", "name": "time.now", "argc": 0},
               {"op": "cap_call", "name": "io.print", "argc": 1},
               {"op": "cap_call", "name": "time.now", "argc": 0},
               {"op": "cap_call", "name": "io.print", "argc": 1},
               {"op": "push_int", "value": 4},
               {"op": "cap_call", "name": "crypto.random", "argc": 1}, {"op": "ret"}]}}}\
            """;

    @TempDir private Path folder;

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static long[] statistics(String err) {
        Matcher line = STATISTICS.matcher(err);
        assertTrue(line.find(), err);
        assertEquals(err.length(), line.end(), "it is the last line");
        long[] numbers = new long[line.groupCount()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Long.parseLong(line.group(i + 1));
        }
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"interpreter", "compiled"})
    void statisticsAreExact(String tier) throws IOException {
        Casm.Result result = Casm.run("run", "--stats", "--tier", tier, write("small.casm", SMALL));
        assertEquals(0, result.status(), result.err());
        long[] numbers = statistics(result.err());
        assertEquals(5, numbers[0], "steps");
        assertTrue(numbers[1] >= 1 && numbers[1] <= 2, "stack " + numbers[1]);
        assertEquals(2, numbers[2], "depth");
        assertEquals(1, numbers[3], "calls");
        assertEquals(1, numbers[4], "objects");
        assertTrue(numbers[5] >= 32 && numbers[5] <= 96, "bytes " + numbers[5]);
    }

    @Test
    void statisticsFollowAFailureToo() throws IOException {
        Casm.Result result =
                Casm.run("run", "--stats", "--max-steps", "4", write("small.casm", SMALL));
        assertEquals(1, result.status());
        assertTrue(
                result.err().startsWith("error[StepQuota]: instruction quota exceeded (4)\n"),
                result.err());
        assertEquals(4, statistics(result.err())[0]);
        assertFalse(
                Casm.run("run", write("small.casm", SMALL)).err().contains("steps="),
                "nobody asked");
    }

    @Test
    void theShownCommandCountsTheSameInEveryTier() {
        long[] interpreted = null;
        for (String tier : List.of("interpreter", "auto", "compiled")) {
            Casm.Result result =
                    Casm.run(
                            "run",
                            "--stats",
                            "--max-steps",
                            "1000000",
                            "--tier",
                            tier,
                            "@examples/fibonacci.casm");
            assertEquals(0, result.status(), result.err());
            long[] numbers = statistics(result.err());
            assertTrue(numbers[0] > 0 && numbers[0] <= 1_000_000, "steps " + numbers[0]);
            if (interpreted == null) {
                interpreted = numbers;
            }
            assertEquals(interpreted[0], numbers[0], tier);
            assertEquals(interpreted[3], numbers[3], tier);
        }
    }

    @Test
    void aPolicyFileAndAnAuditFile() throws IOException {
        Path audit = folder.resolve("a.jsonl");
        Casm.Result result =
                Casm.run(
                        "run",
                        "--policy",
                        "@examples/policy.json",
                        "--audit",
                        audit.toString(),
                        "@examples/files.casm");
        assertEquals(0, result.status(), result.err());
        List<String> lines = Files.readAllLines(audit);
        assertFalse(lines.isEmpty());
        for (int i = 0; i < lines.size(); i++) {
            assertTrue(lines.get(i).startsWith("{\"sequence\":" + (i + 1) + ","), lines.get(i));
            assertTrue(lines.get(i).contains("\"decision\":\"allowed\""), lines.get(i));
        }
        Casm.Result refused =
                Casm.run(
                        "run",
                        "--policy",
                        "@examples/policy.json",
                        "--deny",
                        "fs.write",
                        "--audit",
                        audit.toString(),
                        "@examples/files.casm");
        assertEquals(1, refused.status());
        assertTrue(refused.err().contains("capability denied by host: fs.write"), refused.err());
        assertTrue(
                Files.readString(audit).contains("\"decision\":\"refused\""), "audit of a refusal");
    }

    @ParameterizedTest
    @CsvSource({
        "--cap, path.join, path.join",
        "--cap, path.*, path.*",
        "--grant, path.join, path.*",
        "--grant, *, path.join",
        "--stdlib, , path.join",
    })
    void nothingGrantsWhatThePolicyDenies(String option, String pattern, String denied)
            throws IOException {
        String capsule = write("p.txt", "PUSH_STR \"a\"\nCAP_CALL \"path.join\" 1\nHALT\n");
        List<String> command = new ArrayList<>(List.of("run", "--cap", "path.join", option));
        if (pattern != null) {
            command.add(pattern);
        }
        command.add(capsule);
        assertEquals(0, Casm.run(command.toArray(new String[0])).status(), "without a policy");
        String policy = write("p.json", "{\"denies\": [\"" + denied + "\"]}");
        for (int place : new int[] {1, command.size() - 1}) {
            List<String> denying = new ArrayList<>(command);
            denying.addAll(place, List.of("--policy", policy));
            Casm.Result result = Casm.run(denying.toArray(new String[0]));
            assertEquals(1, result.status(), denying.toString());
            assertTrue(result.err().contains("capability denied by host: path.join"), result.err());
            assertTrue(result.err().contains("hint: the policy file denies it"), result.err());
        }
    }

    @Test
    void scopesOfAPolicyHoldForGrantsOfTheCommandLine() throws IOException {
        String capsule =
                write(
                        "p.casm",
                        """
                        {"manifest": {"permissions": ["sys.env"]}, "functions": {"main": {"body": [
                           {"op": "push_str", "value": "HOME"},
                           {"op": "cap_call", "name": "sys.env", "argc": 1}, {"op": "ret"}]}}}\
                        """);
        String policy = write("p.json", "{\"scopes\": {\"sys.env\": [\"COLOUR\"]}}");
        Casm.Result result =
                Casm.run("run", "--policy", policy, "--cap", "sys.env", "--env", capsule);
        assertEquals(1, result.status());
        assertTrue(
                result.err().contains("capability scope denied by host: sys.env:HOME"),
                result.err());
    }

    @Test
    void aPolicyFileThatIsWrongIsWrongUsage() throws IOException {
        String policy = write("p.json", "{\"grant\": []}");
        Casm.Result result = Casm.run("run", "--policy", policy, "@examples/hello.casm");
        assertEquals(2, result.status());
        assertEquals("", result.out());
        assertTrue(result.err().contains("p.json"), result.err());
        assertTrue(result.err().contains("grant"), result.err());
    }

    @Test
    void deterministicRunsHaveNoClockAndNoChance() throws IOException {
        String capsule = write("p.casm", PREDICTABLE);
        for (int run = 0; run < 2; run++) {
            Casm.Result result = Casm.run("run", "--deterministic", "--time", "--crypto", capsule);
            assertEquals(1, result.status());
            assertEquals("0\n1\n", result.out());
            assertTrue(
                    result.err().contains("capability denied by host: crypto.random"),
                    result.err());
        }
        Casm.Result result = Casm.run("run", "--time", "--crypto", capsule);
        assertEquals(0, result.status(), result.err());
        assertFalse(result.out().startsWith("0\n"), result.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUSH 1\\nFROB\\n | ParseError | line 2: unknown mnemonic 'FROB'",
                "{\"functions\": {\"main\": {\"body\": [{\"op\": \"fly\"}]}}} | UnknownOpcode | main:0",
            })
    void aLinkedCapsuleThatIsRefusedIsNamed(String text, String kind, String words)
            throws IOException {
        String link = write("linked.casm", text.replace("\\n", "\n"));
        Casm.Result result = Casm.run("run", "--link", link, "@examples/hello.casm");
        assertEquals(1, result.status());
        assertEquals("", result.out());
        assertTrue(result.err().startsWith(link + ": error[" + kind + "]: "), result.err());
        assertTrue(result.err().contains(words), result.err());
        result =
                Casm.run("run", "--message-format", "json", "--link", link, "@examples/hello.casm");
        assertTrue(result.err().contains("linked.casm\""), result.err());
        assertFalse(result.err().contains("hello.casm"), result.err());
    }

    @Test
    void aRefusedMainCapsuleBehindAGoodLinkIsNotTakenForIt() throws IOException {
        String bad = write("bad.txt", "FROB\n");
        Casm.Result result = Casm.run("run", "--link", "@examples/hello.casm", bad);
        assertEquals(1, result.status());
        assertEquals("Hello from a capsule!\n", result.out());
        assertTrue(result.err().startsWith("error[ParseError]: "), result.err());
        result = Casm.run("run", "--message-format", "json", "--link", "@examples/hello.casm", bad);
        assertTrue(result.err().contains("bad.txt\""), result.err());
    }

    @Test
    void capsListShowsEveryCapability() {
        Casm.Result result = Casm.run("caps", "--list");
        assertEquals(0, result.status(), result.err());
        for (String name : List.of("io.print", "fs.read", "net.http", "sys.exec", "make_range")) {
            assertTrue(
                    result.out().lines().anyMatch(line -> line.startsWith(name + "(")),
                    name + " in " + result.out());
        }
        assertEquals(2, Casm.run("caps", "--list", "@examples/hello.casm").status());
        assertEquals(2, Casm.run("caps").status());
    }

    @Test
    void capsCountsThePermissionsOfTheCommandLine() {
        Casm.Result without = Casm.run("caps", "@examples/double.casm.txt");
        assertTrue(without.out().contains("does not ask"), without.out());
        Casm.Result with = Casm.run("caps", "--cap", "io.print", "@examples/double.casm.txt");
        assertEquals(0, with.status(), with.err());
        assertFalse(with.out().contains("does not ask"), with.out());
        assertTrue(
                with.out().contains("This host would allow every call that the code can reach."),
                with.out());
        // A capsule that can ask itself gets nothing but the grant.
        Casm.Result other = Casm.run("caps", "--cap", "fs.write", "@examples/denied.casm");
        assertFalse(other.out().contains("fs.write"), other.out());
    }
}
