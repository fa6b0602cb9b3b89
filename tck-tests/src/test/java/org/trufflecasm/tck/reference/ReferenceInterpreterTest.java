package org.trufflecasm.tck.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.format.crush.CrushOpcode;

class ReferenceInterpreterTest {

    /** A body from lines like {@code push_int value=1}; what is no number is a string. */
    private static String body(String... lines) {
        return List.of(lines).stream()
                .map(ReferenceInterpreterTest::instruction)
                .collect(Collectors.joining(",", "{\"body\":[", "]}"));
    }

    private static String instruction(String line) {
        String[] words = line.split(" ", -1);
        StringBuilder json = new StringBuilder("{\"op\":\"" + words[0] + "\"");
        for (int i = 1; i < words.length; i++) {
            String[] operand = words[i].split("=", 2);
            json.append(",\"").append(operand[0]).append("\":");
            json.append(
                    operand[1].matches("-?[0-9]+|\\[.*]") ? operand[1] : '"' + operand[1] + '"');
        }
        return json.append('}').toString();
    }

    private static Capsule capsule(String permissions, String... namedBodies) {
        StringBuilder functions = new StringBuilder();
        for (int i = 0; i < namedBodies.length; i += 2) {
            functions.append(i == 0 ? "" : ",").append('"').append(namedBodies[i]).append("\":");
            functions.append(namedBodies[i + 1]);
        }
        String json =
                "{\"manifest\":{\"permissions\":["
                        + permissions
                        + "]},\"functions\":{"
                        + functions
                        + "}}";
        return CapsuleReader.readJson(
                json.getBytes(StandardCharsets.UTF_8), ReferenceInterpreter.signatures());
    }

    private static ReferenceResult run(ReferenceOptions options, String... namedBodies) {
        return ReferenceInterpreter.run(capsule("\"*\"", namedBodies), List.of(), options);
    }

    @Test
    void countsWhatItExecutesButNotTheEnd() {
        ReferenceResult result =
                run(
                        ReferenceOptions.NONE,
                        "main",
                        body("push_int value=1", "push_int value=2", "add"));
        assertEquals(ReferenceResult.Ending.ENDED, result.ending());
        assertEquals("int", result.resultType());
        assertEquals("3", result.resultText());
        assertEquals(3, result.steps());
        assertEquals(java.util.Set.of(CrushOpcode.PUSH_INT, CrushOpcode.ADD), result.executed());
    }

    @Test
    void theInstructionAfterTheLastAllowedOneFails() {
        ReferenceResult result =
                run(
                        ReferenceOptions.NONE.withLimit("max_steps", 2),
                        "main",
                        body("push_int value=1", "push_int value=2", "add"));
        assertEquals(ErrorKind.StepQuota, result.errorKind());
        assertEquals("instruction quota exceeded (2)", result.message());
        assertEquals(List.of(new ReferenceResult.Frame("main", 2, null)), result.trace());
        assertEquals(2, result.steps());
    }

    @Test
    void givesUpOnProgramsThatDoNotEnd() {
        ReferenceResult result =
                run(ReferenceOptions.NONE.withPatience(1_000), "main", body("jmp target=0"));
        assertEquals(ReferenceResult.Ending.GAVE_UP, result.ending());
        assertNull(result.errorKind());
    }

    @Test
    void tracesNameTheFailingInstructionAndTheCalls() {
        ReferenceResult result =
                run(
                        ReferenceOptions.NONE,
                        "main",
                        body("nop", "call function=f"),
                        "f",
                        body("push_int value=1", "push_int value=0", "div"));
        assertEquals(ErrorKind.DivisionByZero, result.errorKind());
        assertEquals(
                List.of(
                        new ReferenceResult.Frame("f", 2, null),
                        new ReferenceResult.Frame("main", 1, null)),
                result.trace());
    }

    @Test
    void callsWithoutEndAreNoProblemOfJava() {
        String endless = body("call function=main");
        assertEquals(
                ReferenceResult.Ending.GAVE_UP,
                run(ReferenceOptions.NONE, "main", endless).ending());
        ReferenceResult result =
                run(ReferenceOptions.NONE.withLimit("max_call_depth", 5), "main", endless);
        assertEquals(ErrorKind.CallDepthQuota, result.errorKind());
        assertEquals("call depth quota exceeded (5)", result.message());
        assertEquals(5, result.trace().size());
    }

    @Test
    void thePrintThatWouldPassTheLimitWritesNothing() {
        ReferenceResult result =
                run(
                        ReferenceOptions.NONE.withLimit("max_output", 8),
                        "main",
                        body(
                                "push_int value=123",
                                "cap_call name=io.print argc=1",
                                "push_int value=4567",
                                "cap_call name=io.print argc=1"));
        assertEquals(ErrorKind.OutputQuota, result.errorKind());
        assertEquals("123\n", result.stdout());
        assertEquals("output quota exceeded (8)", result.message());
    }

    @Test
    void capabilitiesAreRefusedInTheOrderOfTheSpecification() {
        String main = body("cap_call name=bench.step argc=0");
        ReferenceResult undeclared =
                ReferenceInterpreter.run(
                        capsule("", "main", main), List.of(), ReferenceOptions.NONE);
        assertEquals("capability not declared in manifest: bench.step", undeclared.message());
        assertEquals(
                "capability denied by host: bench.step",
                run(ReferenceOptions.NONE, "main", main).message());
        ReferenceOptions granted = ReferenceOptions.NONE.with(List.of("bench.*"), List.of());
        assertEquals("bench.step takes 1 arg(s), got 0", run(granted, "main", main).message());
        ReferenceOptions denied = ReferenceOptions.NONE.with(List.of("*"), List.of("bench.step"));
        assertEquals(ErrorKind.CapabilityDenied, run(denied, "main", main).errorKind());
    }

    @Test
    void variablesThatWereNeverStoredCannotBeLoaded() {
        ReferenceResult result = run(ReferenceOptions.NONE, "main", body("load name=y"));
        assertEquals(ErrorKind.UninitializedVariable, result.errorKind());
        assertEquals("load from uninitialised variable 'y'", result.message());
    }

    @Test
    void aHandlerCutsTheStackAndDropsFrames() {
        ReferenceResult result =
                run(
                        ReferenceOptions.NONE,
                        "main",
                        body(
                                "push_int value=10",
                                "enter_try target=5",
                                "push_int value=20",
                                "push_int value=30",
                                "call function=f",
                                "add"),
                        "f",
                        body("push_int value=3", "throw"));
        assertEquals("13", result.resultText());
    }

    @Test
    void whatIsThrownAgainKeepsItsFirstTrace() {
        ReferenceResult result =
                run(
                        ReferenceOptions.NONE,
                        "main",
                        body("enter_try target=2", "call function=f", "throw"),
                        "f",
                        body("push_str value=x", "throw"));
        assertEquals("uncaught error: x", result.message());
        assertEquals(
                List.of(
                        new ReferenceResult.Frame("f", 1, null),
                        new ReferenceResult.Frame("main", 1, null)),
                result.trace());
    }

    @Test
    void fatalFailuresCannotBeCaught() {
        ReferenceResult result =
                run(ReferenceOptions.NONE, "main", body("enter_try target=2", "pop"));
        assertEquals(ErrorKind.StackUnderflow, result.errorKind());
    }

    @Test
    void exportsOfTheLatestLinkedCapsuleWin() {
        ReferenceOptions options = ReferenceOptions.NONE;
        String exporter = body("push_int value=1", "export_var name=a");
        Capsule first = capsule("", "main", exporter);
        Capsule second =
                capsule(
                        "",
                        "main",
                        body(
                                "push_int value=2",
                                "export_var name=a",
                                "push_fn function=g",
                                "export_var name=f"),
                        "g",
                        body("push_int value=40"));
        ReferenceInterpreter.run(first, List.of(), options);
        ReferenceInterpreter.run(second, List.of(first), options);
        Capsule third =
                capsule(
                        "",
                        "main",
                        body("import_var name=a", "import_var name=f", "call_value argc=0", "add"));
        assertEquals(
                "42",
                ReferenceInterpreter.run(third, List.of(second, first), options).resultText());
    }

    @Test
    void tasksTakeTurnsInTheOrderOfTheQueue() {
        String print = "cap_call name=io.print argc=1";
        ReferenceResult result =
                run(
                        ReferenceOptions.NONE,
                        "main",
                        body(
                                "push_int value=1",
                                "spawn function=f argc=1",
                                "store name=h",
                                "push_int value=2",
                                "spawn function=f argc=1",
                                "await",
                                print,
                                "load name=h",
                                "await"),
                        "f",
                        "{\"params\":[\"x\"],"
                                + body(
                                                "load name=x",
                                                print,
                                                "yield",
                                                "load name=x",
                                                print,
                                                "load name=x")
                                        .substring(1));
        assertEquals("1\n2\n1\n2\n2\n", result.stdout());
        assertEquals("1", result.resultText());
    }

    @Test
    void memoryIsCountedAgainBeforeItFails() {
        String[] garbage = {
            "push_int value=0", "push_int value=100", "make_range", "pop", "jmp target=0"
        };
        Map<String, Long> limits = Map.of("max_memory", 10_000L, "max_steps", 100_000L);
        ReferenceOptions options =
                new ReferenceOptions("", List.of(), List.of(), limits, 1_000_000);
        assertEquals(ErrorKind.StepQuota, run(options, "main", body(garbage)).errorKind());
        garbage[3] = "nop";
        assertEquals(ErrorKind.MemoryQuota, run(options, "main", body(garbage)).errorKind());
    }
}
