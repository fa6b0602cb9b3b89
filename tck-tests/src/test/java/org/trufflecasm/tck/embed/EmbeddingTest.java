package org.trufflecasm.tck.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongBinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.trufflecasm.capability.spi.GuestFunction;
import org.trufflecasm.embed.Capsule;
import org.trufflecasm.embed.CapsuleRun;
import org.trufflecasm.embed.CasmEngine;
import org.trufflecasm.embed.CasmException;
import org.trufflecasm.embed.FailureKind;
import org.trufflecasm.embed.GuestFrame;
import org.trufflecasm.embed.RunResult;
import org.trufflecasm.error.ErrorKind;

/** What a Java program can do with a capsule, as docs/embedding.md says. */
@Timeout(120)
class EmbeddingTest {
    private static CasmEngine engine;

    @TempDir Path folder;

    @BeforeAll
    static void open() {
        engine = CasmEngine.create();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    /** A capsule whose entry is {@code body}, in JSON with single quotes. */
    private static Capsule capsule(String permissions, String body) {
        return engine.load(
                "test.casm",
                """
                {"version": "1.0", "manifest": {"permissions": [%s]}, "functions": {
                  "main": {"body": [%s, {"op": "ret"}]},
                  "area": {"params": ["w", "h"], "body": [
                    {"op": "load", "name": "w"}, {"op": "load", "name": "h"},
                    {"op": "mul", "meta": {"file": "area.py", "line": 3, "column": 9}},
                    {"op": "ret"}]},
                  "same": {"params": ["x"], "body": [{"op": "load", "name": "x"}, {"op": "ret"}]}
                }}"""
                        .formatted(
                                Stream.of(permissions.split(" ", -1))
                                        .filter(name -> !name.isEmpty())
                                        .map(name -> '"' + name + '"')
                                        .collect(Collectors.joining(",")),
                                body.replace('\'', '"')));
    }

    private static Capsule plain() {
        return capsule("", "{'op': 'push_int', 'value': 42}");
    }

    private static Object javaOf(String body) {
        try (CapsuleRun run = capsule("", body).newRun().open()) {
            return run.execute().toJava();
        }
    }

    @Test
    void theEntryGivesAResult() {
        try (CapsuleRun run = plain().newRun().open()) {
            RunResult result = run.execute();
            assertEquals(42, result.asLong());
            assertEquals(42.0, result.asDouble());
            assertEquals("int", result.type());
            assertEquals("42", result.text());
            assertThrows(ClassCastException.class, result::asString);
            assertThrows(ClassCastException.class, result::asList);
            assertEquals(Set.of("main", "area", "same"), run.functions());
        }
    }

    @Test
    void functionsAreCalledByName() {
        try (CapsuleRun run = plain().newRun().open()) {
            assertEquals(42, run.call("area", 6, 7).asLong());
            assertEquals(10.5, run.call("area", 3, 3.5).asDouble());
            assertThrows(IllegalArgumentException.class, () -> run.call("area", 6));
            assertThrows(IllegalArgumentException.class, () -> run.call("nothing"));
        }
    }

    @Test
    void anotherEntryTakesArgumentsAndTheRestIsNull() {
        try (CapsuleRun run = plain().newRun().entry("same").open()) {
            assertEquals("x", run.execute("x").asString());
            assertTrue(run.execute().isNull());
            assertThrows(IllegalArgumentException.class, () -> run.execute(1, 2));
        }
        CasmException refused =
                assertThrows(CasmException.class, () -> plain().newRun().entry("nothing").open());
        assertEquals(FailureKind.LoadError, refused.kind());
    }

    @Test
    void valuesHaveTheirNaturalForms() {
        assertNull(javaOf("{'op': 'push_null'}"));
        assertEquals(true, javaOf("{'op': 'push_bool', 'value': true}"));
        assertEquals(42L, javaOf("{'op': 'push_int', 'value': 42}"));
        assertEquals(2.0, javaOf("{'op': 'push_float', 'value': 2.0}"));
        assertEquals("aé€😀", javaOf("{'op': 'push_str', 'value': 'aé€😀'}"));
        String both =
                "{'op': 'push_int', 'value': 1}, {'op': 'push_float', 'value': 2.0},"
                        + " {'op': 'new_array', 'count': 2}";
        assertEquals(List.of(1L, 2.0), javaOf(both));
    }

    @Test
    void whatGoesInComesOut() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("z", 1L);
        map.put("a", Arrays.asList(1.5, null, "x", true));
        map.put("m", Map.of("inner", List.of()));
        try (CapsuleRun run = plain().newRun().open()) {
            for (Object value :
                    new Object[] {
                        Long.MAX_VALUE,
                        Long.MIN_VALUE,
                        0.1,
                        2.0,
                        Double.NaN,
                        "",
                        "x😀",
                        true,
                        List.of(1L, List.of(2L)),
                        map
                    }) {
                assertEquals(value, run.call("same", value).toJava());
            }
            assertEquals(
                    List.of("z", "a", "m"), List.copyOf(run.call("same", map).asMap().keySet()));
            assertEquals(5L, run.call("same", 5).toJava());
            assertEquals(List.of(1L), run.call("same", (Object) new Object[] {1}).toJava());
            assertNull(run.call("same", (Object) null).toJava());
            Object host = new Object();
            RunResult opaque = run.call("same", host);
            assertSame(host, opaque.toJava());
            assertEquals("foreign", opaque.type());
        }
    }

    @Test
    void aFunctionIsAFunctionalInterface() {
        Capsule capsule = capsule("", "{'op': 'push_fn', 'function': 'area'}");
        try (CapsuleRun run = capsule.newRun().maxSteps(1000).open()) {
            GuestFunction area = run.execute().asFunction();
            assertEquals(42L, area.call(6, 7));
            LongBinaryOperator operator = run.execute().as(LongBinaryOperator.class);
            assertEquals(42, operator.applyAsLong(6, 7));
            assertEquals(42L, ((GuestFunction) run.call("same", area).toJava()).call(6, 7));
            CasmException failure =
                    assertThrows(CasmException.class, () -> area.call(Long.MAX_VALUE, 2));
            assertEquals(FailureKind.ArithmeticOverflow, failure.kind());
        }
    }

    @Test
    void aFailureHasKindMessageTraceAndPlace() {
        try (CapsuleRun run = plain().newRun().open()) {
            CasmException failure =
                    assertThrows(CasmException.class, () -> run.call("area", Long.MAX_VALUE, 2));
            assertEquals(FailureKind.ArithmeticOverflow, failure.kind());
            assertEquals("arithmetic overflow", failure.getMessage());
            assertEquals(List.of(new GuestFrame("area", "area.py", 3, 9, 2)), failure.trace());
            assertEquals(3, failure.line());
            assertEquals(9, failure.column());
            assertEquals(
                    "error[ArithmeticOverflow]: arithmetic overflow\n  at area (area.py:3:9)",
                    failure.report());
            // The run can be used again.
            assertEquals(42, run.execute().asLong());
        }
    }

    @Test
    void aRefusedCapsuleSaysWhere() throws Exception {
        CasmException refused =
                assertThrows(CasmException.class, () -> engine.load("x.casm", "{\n  \"version\""));
        assertEquals(FailureKind.ParseError, refused.kind());
        assertTrue(refused.getMessage().contains("line 2"), refused.getMessage());
        assertEquals(List.of(), refused.trace());
        Path file = Files.writeString(folder.resolve("y.casm"), "{\"version\": \"9.0\"}");
        refused = assertThrows(CasmException.class, () -> engine.load(file));
        assertEquals(FailureKind.VersionMismatch, refused.kind());
        assertThrows(java.io.IOException.class, () -> engine.load(folder.resolve("missing.casm")));
    }

    @Test
    void limitsEndARunAndFiguresTellWhatItUsed() {
        Capsule endless =
                capsule(
                        "",
                        "{'op': 'label', 'name': 'a'}, {'op': 'jump', 'target': 'a'}, {'op':"
                                + " 'push_null'}");
        try (CapsuleRun run = endless.newRun().maxSteps(1000).open()) {
            CasmException over = assertThrows(CasmException.class, run::execute);
            assertEquals(FailureKind.StepQuota, over.kind());
            assertEquals(1000, run.usage().steps());
            assertTrue(run.usage().time().isPositive());
        }
        try (CapsuleRun run = endless.newRun().timeout(Duration.ofMillis(50)).open()) {
            CasmException over = assertThrows(CasmException.class, run::execute);
            assertEquals(FailureKind.Timeout, over.kind());
            assertTrue(run.usage().time().toMillis() >= 50, run.usage()::toString);
        }
        try (CapsuleRun run = plain().newRun().metered().open()) {
            assertEquals(0, run.usage().steps());
            run.execute();
            assertEquals(2, run.usage().steps());
            assertEquals(1, run.usage().frames());
        }
        assertThrows(IllegalArgumentException.class, () -> plain().newRun().maxSteps(0));
        assertThrows(IllegalArgumentException.class, () -> plain().newRun().timeout(Duration.ZERO));
    }

    @Test
    void streamsAndArgumentsAreThoseOfTheRun() {
        Capsule capsule =
                capsule(
                        "io.print io.eprint io.read sys.args",
                        """
                        {'op': 'cap_call', 'name': 'io.read', 'argc': 0},
                        {'op': 'cap_call', 'name': 'io.print', 'argc': 1},
                        {'op': 'push_str', 'value': 'oh'},
                        {'op': 'cap_call', 'name': 'io.eprint', 'argc': 1},
                        {'op': 'cap_call', 'name': 'sys.args', 'argc': 0}""");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (CapsuleRun run =
                capsule.newRun()
                        .grant("sys.args")
                        .arguments("a", "b")
                        .input(new ByteArrayInputStream("in\n".getBytes(StandardCharsets.UTF_8)))
                        .output(out)
                        .errorOutput(err)
                        .open()) {
            assertEquals(List.of("a", "b"), run.execute().asList());
            assertEquals("in\n", out.toString(StandardCharsets.UTF_8));
            assertEquals("oh\n", err.toString(StandardCharsets.UTF_8));
        }
        try (CapsuleRun run = capsule.newRun().deny("io.*").open()) {
            CasmException denied = assertThrows(CasmException.class, run::execute);
            assertEquals(FailureKind.CapabilityDenied, denied.kind());
        }
    }

    @Test
    void grantsOpenTheSandboxAndScopesBoundThem() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "text");
        Capsule capsule =
                capsule(
                        "fs.read",
                        "{'op': 'push_str', 'value': 'a.txt'},"
                                + " {'op': 'cap_call', 'name': 'fs.read', 'argc': 1}");
        try (CapsuleRun run = capsule.newRun().grant("fs.read:a.txt").fileRoot(folder).open()) {
            assertEquals("text", run.execute().asString());
        }
        Path audit = folder.resolve("audit.jsonl");
        try (CapsuleRun run =
                capsule.newRun()
                        .grant("fs.read")
                        .restrict("fs.read:b/")
                        .fileRoot(folder)
                        .audit(audit)
                        .open()) {
            CasmException denied = assertThrows(CasmException.class, run::execute);
            assertEquals(FailureKind.CapabilityDenied, denied.kind());
        }
        assertTrue(Files.readString(audit).contains("\"fs.read\""), Files.readString(audit));
        assertThrows(
                IllegalArgumentException.class,
                () -> capsule.newRun().grant("fs.read").fileRoot(folder.resolve("missing")).open());
        assertThrows(IllegalArgumentException.class, () -> capsule.newRun().grant("a,b"));
        assertThrows(IllegalArgumentException.class, () -> capsule.newRun().grant("a..b").open());
    }

    @Test
    void aCapsuleThatExitsSaysItsStatus() {
        Capsule capsule =
                capsule(
                        "sys.exit",
                        "{'op': 'push_int', 'value': 3},"
                                + " {'op': 'cap_call', 'name': 'sys.exit', 'argc': 1},"
                                + " {'op': 'push_null'}");
        try (CapsuleRun run = capsule.newRun().grant("sys.exit").open()) {
            CasmException exit = assertThrows(CasmException.class, run::execute);
            assertEquals(FailureKind.Exit, exit.kind());
            assertEquals(3, exit.exitStatus());
        }
    }

    @Test
    void textAssemblyAsksForWhatItIsTold() {
        Capsule capsule = engine.load("twice.casm", "PUSH 21\nCAP_CALL \"host.twice\" 1\nRET\n");
        try (CapsuleRun run =
                capsule.newRun()
                        .permissions("host.twice")
                        .grant("host.*")
                        .provide("host.twice", 1, (call, arguments) -> 2 * (Long) arguments[0])
                        .open()) {
            assertEquals(42, run.execute().asLong());
        }
    }

    @Test
    void resultsThatCannotBeCopiedSaySo() {
        Capsule cycle =
                capsule(
                        "",
                        "{'op': 'new_array', 'count': 0}, {'op': 'store', 'name': 'a'},"
                                + " {'op': 'load', 'name': 'a'}, {'op': 'load', 'name': 'a'},"
                                + " {'op': 'arr_push'}");
        try (CapsuleRun run = cycle.newRun().open()) {
            RunResult result = run.execute();
            assertEquals("[[...]]", result.text());
            assertThrows(IllegalStateException.class, result::asList);
        }
    }

    @Test
    void theKindsAreThoseOfTheSpecification() {
        Set<String> kinds =
                Stream.of(FailureKind.values()).map(Enum::name).collect(Collectors.toSet());
        Set<String> expected = new TreeSet<>(Set.of("Exit", "Cancelled"));
        Stream.of(ErrorKind.values()).map(Enum::name).forEach(expected::add);
        assertEquals(expected, new TreeSet<>(kinds));
    }

    @Test
    void anotherEngineStaysOpen() {
        try (org.graalvm.polyglot.Engine shared = org.graalvm.polyglot.Engine.create()) {
            CasmEngine ours = CasmEngine.on(shared);
            assertInstanceOf(Capsule.class, ours.load("x.casm", "PUSH 1\nRET\n"));
            ours.close();
            assertTrue(shared.getLanguages().containsKey("casm"));
        }
    }
}
