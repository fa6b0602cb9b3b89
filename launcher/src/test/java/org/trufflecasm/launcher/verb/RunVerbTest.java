package org.trufflecasm.launcher.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trufflecasm.launcher.Casm;

final class RunVerbTest {
    private static final String ENDLESS =
            """
            {"functions": {"main": {"body": [{"op": "jmp", "target": 0}]}}}\
            """;
    private static final String RECURSION =
            """
            {"functions": {"main": {"body": [{"op": "call", "function": "f"}, {"op": "ret"}]},
                           "f": {"body": [{"op": "call", "function": "f"}, {"op": "ret"}]}}}\
            """;
    private static final String ECHO =
            """
            {"manifest": {"permissions": ["io.read", "io.print"]},
             "functions": {"main": {"body": [{"op": "cap_call", "name": "io.read", "argc": 0},
                                             {"op": "cap_call", "name": "io.print", "argc": 1}]},
                           "other": {"body": [{"op": "push_str", "value": "a\\nb"}, {"op": "ret"}]}}}\
            """;

    @TempDir private Path folder;

    private String write(String text) throws IOException {
        return Files.writeString(folder.resolve("test.casm"), text).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "interpreter", "compiled"})
    void everyTierGivesTheSame(String tier) {
        Casm.Result result = Casm.run("run", "--result", "--tier", tier, "@examples/fib.casm");
        assertEquals(0, result.status(), result.err());
        assertEquals("fib(25) = 75025\n", result.out());
        assertEquals("{\"result\":{\"type\":\"int\",\"text\":\"75025\"}}\n", result.err());
    }

    @Test
    void aResultIsNotShownUnasked() {
        Casm.Result result = Casm.run("run", "@examples/hello.casm");
        assertEquals(0, result.status(), result.err());
        assertEquals("Hello from a capsule!\n", result.out());
        assertEquals("", result.err());
    }

    @Test
    void linkedCapsulesRunFirst() {
        Casm.Result result =
                Casm.run(
                        "run",
                        "--result",
                        "--link",
                        "@examples/hello.casm",
                        "--link",
                        "@examples/library.casm",
                        "@examples/linked.casm");
        assertEquals("Hello from a capsule!\nDear reader\n", result.out());
        assertEquals("{\"result\":{\"type\":\"null\",\"text\":\"null\"}}\n", result.err());
        assertEquals(0, result.status());
    }

    @Test
    void aLinkedCapsuleThatFailsEndsTheRun() {
        Casm.Result result =
                Casm.run("run", "--link", "@examples/error.casm", "@examples/hello.casm");
        assertEquals(1, result.status());
        assertEquals("average: 14\n", result.out());
        assertTrue(result.err().startsWith("error[DivisionByZero]"), result.err());
        Casm.Result missing = Casm.run("run", "--link", "nowhere.casm", "@examples/hello.casm");
        assertEquals(2, missing.status());
        assertTrue(missing.err().contains("nowhere.casm"), missing.err());
        assertEquals("", missing.out());
    }

    @Test
    void irreducibleLoopsRun() {
        Casm.Result result = Casm.run("run", "--result", "@examples/irreducible.casm");
        assertEquals("from the top: 4950\nfrom the middle: 4949\n", result.out());
        assertEquals("{\"result\":{\"type\":\"int\",\"text\":\"1\"}}\n", result.err());
    }

    @Test
    void aFailureShowsTheOriginalLines() {
        Casm.Result result = Casm.run("run", "@examples/error.casm");
        assertEquals(1, result.status());
        assertEquals("average: 14\n", result.out());
        assertEquals(
                """
                error[DivisionByZero]: division by zero
                  at average (error.crush:2:16)
                  at report (error.crush:6:22)
                  at main (error.crush:11:3)
                """,
                result.err());
    }

    @Test
    void aFailureInJson() {
        Casm.Result result = Casm.run("run", "--message-format", "json", "@examples/error.casm");
        assertEquals(1, result.status());
        assertTrue(
                result.err()
                        .startsWith(
                                "{\"code\":\"E-RT05\",\"level\":\"error\",\"file\":\"error.crush\",\"line\":2,\"col\":16,\"message\":\"division"
                                        + " by zero\",\"hint\":null,\"kind\":\"DivisionByZero\""),
                result.err());
        assertEquals(1, result.err().lines().count());
    }

    @Test
    void aDeniedCapabilityHasAHint() {
        Casm.Result result = Casm.run("run", "@examples/denied.casm");
        assertEquals(1, result.status());
        assertEquals("looking for the settings\n", result.out());
        assertEquals(
                """
                error[CapabilityDenied]: capability denied by host: fs.read
                  at load (denied.crush:2:10)
                  at main (denied.crush:7:14)
                hint: add --grant fs.read
                """,
                result.err());
    }

    @Test
    void denyBeatsGrant() {
        Casm.Result result =
                Casm.run("run", "--grant", "io.print", "--deny", "io.*", "@examples/hello.casm");
        assertEquals(1, result.status());
        assertTrue(result.err().contains("capability denied by host: io.print"), result.err());
        assertTrue(result.err().contains("hint: it is denied with --deny"), result.err());
    }

    @Test
    void limitsHold() throws IOException {
        Casm.Result result = Casm.run("run", "--max-steps", "1_000", write(ENDLESS));
        assertEquals(1, result.status());
        assertTrue(
                result.err().startsWith("error[StepQuota]: instruction quota exceeded (1000)\n"),
                result.err());
        assertTrue(result.err().contains("hint: raise the limit with --max-steps"), result.err());

        result = Casm.run("run", "--max-call-depth", "100", write(RECURSION));
        assertTrue(
                result.err().startsWith("error[CallDepthQuota]: call depth quota exceeded (100)\n"),
                result.err());
        assertTrue(result.err().contains("\n  ... 36 frames left out\n"), result.err());

        result = Casm.run("run", "--max-output", "5", "@examples/hello.casm");
        assertEquals("", result.out());
        assertTrue(
                result.err().startsWith("error[OutputQuota]: output quota exceeded (5)\n"),
                result.err());
    }

    @Test
    void aCapsuleReadsStandardInput() throws IOException {
        Casm.Result result = Casm.runWithInput("Grüße\nmore\n", "run", write(ECHO));
        assertEquals(0, result.status(), result.err());
        assertEquals("Grüße\n", result.out());
    }

    @Test
    void anotherEntryCanBeChosen() throws IOException {
        Casm.Result result = Casm.run("run", "--result", "--entry", "other", write(ECHO));
        assertEquals(0, result.status(), result.err());
        assertEquals("{\"result\":{\"type\":\"str\",\"text\":\"a\\nb\"}}\n", result.err());
        result = Casm.run("run", "--entry", "absent", write(ECHO));
        assertEquals(1, result.status());
        assertTrue(result.err().startsWith("error[LoadError]: "), result.err());
    }

    @Test
    void aRefusedCapsuleNamesItsPlace() throws IOException {
        String bad = write("{\"functions\": {\n\"main\": {\"body\": [{\"op\": \"fly\"}]}}}");
        Casm.Result result = Casm.run("run", bad);
        assertEquals(1, result.status());
        assertTrue(result.err().startsWith("error[UnknownOpcode]: "), result.err());
        result = Casm.run("run", "--message-format", "json", bad);
        assertTrue(result.err().contains("\"code\":\"E-RT01\""), result.err());
        assertTrue(result.err().contains("\"line\":2,"), result.err());
    }

    @Test
    void stagesAreDumpedInOrderAndThenItRuns() {
        Casm.Result result =
                Casm.run(
                        "run", "--dump", "structured,cfg,core,model", "@examples/irreducible.casm");
        assertEquals(0, result.status(), result.err());
        assertEquals("from the top: 4950\nfrom the middle: 4949\n", result.out());
        List<Integer> places =
                List.of("=== model", "=== core", "=== control-flow", "=== structured").stream()
                        .map(result.err()::indexOf)
                        .toList();
        assertFalse(places.contains(-1), result.err());
        assertEquals(places.stream().sorted().toList(), places);
    }

    @Test
    void theBytecodeIsDumped() {
        Casm.Result result = Casm.run("run", "--dump", "bytecode", "@examples/hello.casm");
        assertEquals(0, result.status(), result.err());
        assertEquals("Hello from a capsule!\n", result.out());
        assertTrue(result.err().startsWith("=== bytecode ===\n"), result.err());
        assertTrue(result.err().lines().count() > 3, result.err());
    }

    @Test
    void graalOptionsPass() {
        Casm.Result result =
                Casm.run(
                        "run",
                        "--engine.TraceCompilation",
                        "--casm.MaxSteps=3",
                        "@examples/fib.casm");
        assertEquals(1, result.status());
        assertTrue(result.err().contains("error[StepQuota]"), result.err());
        result = Casm.run("run", "--engine.TraceCompilaton", "@examples/fib.casm");
        assertEquals(2, result.status());
        assertTrue(result.err().contains("engine.TraceCompilaton"), result.err());
        assertTrue(result.err().contains("'--engine.TraceCompilation'?"), result.err());
        result = Casm.run("run", "--casm.MaxStep=3", "@examples/fib.casm");
        assertEquals(2, result.status());
        assertTrue(result.err().contains("'--casm.MaxSteps'?"), result.err());
    }

    @Test
    void codeThatCannotBeCompiledIsAFailureOfTheCompiledTier() throws IOException {
        Casm.Result result =
                Casm.run(
                        "run",
                        "--tier=compiled",
                        "--compiler.MaximumGraalGraphSize=100",
                        "@examples/fib.casm");
        assertEquals(1, result.status());
        List<String> lines = result.err().lines().toList();
        assertEquals(2, lines.size(), result.err());
        assertTrue(
                lines.getFirst().startsWith("error[InternalError]: the compiler gave up on "),
                result.err());
        assertTrue(lines.getFirst().contains("Graph too big"), result.err());
        Matcher file = Pattern.compile("details are in (\\S+);").matcher(result.err());
        assertTrue(file.find(), result.err());
        Files.delete(Path.of(file.group(1)));
    }
}
