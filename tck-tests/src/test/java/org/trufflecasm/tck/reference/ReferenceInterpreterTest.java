package org.trufflecasm.tck.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.core.Op;
import org.trufflecasm.core.Program;
import org.trufflecasm.core.SourceMap;
import org.trufflecasm.error.ErrorKind;

class ReferenceInterpreterTest {
    private static final Manifest ASKS_FOR_ALL =
            new Manifest(Map.of("*", List.of()), Map.of(), Map.of());

    private static Function function(String name, Instruction... body) {
        List<Instruction> code = new ArrayList<>(Arrays.asList(body));
        code.add(Instruction.of(Op.END));
        return new Function(name, List.of(), List.of("x", "y"), 0, 0, code, SourceMap.NONE);
    }

    private static ReferenceResult run(ReferenceOptions options, Function... functions) {
        return ReferenceInterpreter.run(
                new Program("test", List.of(functions), 0, ASKS_FOR_ALL), options);
    }

    private static Instruction push(long value) {
        return Instruction.of(Op.PUSH_INT, Long.valueOf(value));
    }

    @Test
    void countsWhatItExecutesButNotTheEnd() {
        ReferenceResult result =
                run(
                        ReferenceOptions.NONE,
                        function("main", push(1), push(2), Instruction.of(Op.ADD)));
        assertEquals(ReferenceResult.Ending.ENDED, result.ending());
        assertEquals("int", result.resultType());
        assertEquals("3", result.resultText());
        assertEquals(3, result.steps());
    }

    @Test
    void theInstructionAfterTheLastAllowedOneFails() {
        ReferenceResult result =
                run(
                        ReferenceOptions.NONE.withMaxSteps(2),
                        function("main", push(1), push(2), Instruction.of(Op.ADD)));
        assertEquals(ErrorKind.StepQuota, result.errorKind());
        assertEquals("instruction quota exceeded (2)", result.message());
        assertEquals(List.of(new ReferenceResult.Frame("main", 2, null)), result.trace());
        assertEquals(2, result.steps());
    }

    @Test
    void givesUpOnProgramsThatDoNotEnd() {
        ReferenceResult result =
                run(
                        ReferenceOptions.NONE.withPatience(1_000),
                        function("main", Instruction.of(Op.JMP, 0)));
        assertEquals(ReferenceResult.Ending.GAVE_UP, result.ending());
        assertNull(result.errorKind());
    }

    @Test
    void tracesNameTheFailingInstructionAndTheCalls() {
        ReferenceResult result =
                run(
                        ReferenceOptions.NONE,
                        function("main", Instruction.of(Op.NOP), Instruction.of(Op.CALL, 1, 0)),
                        function("f", push(1), push(0), Instruction.of(Op.DIV)));
        assertEquals(ErrorKind.DivisionByZero, result.errorKind());
        assertEquals(
                List.of(
                        new ReferenceResult.Frame("f", 2, null),
                        new ReferenceResult.Frame("main", 1, null)),
                result.trace());
    }

    @Test
    void callsWithoutEndAreNoProblemOfJava() {
        Function endless = function("main", Instruction.of(Op.CALL, 0, 0));
        assertEquals(ReferenceResult.Ending.GAVE_UP, run(ReferenceOptions.NONE, endless).ending());
        ReferenceOptions limited = new ReferenceOptions("", List.of(), List.of(), 0, 0, 5, 1_000);
        ReferenceResult result = run(limited, endless);
        assertEquals(ErrorKind.CallDepthQuota, result.errorKind());
        assertEquals("call depth quota exceeded (5)", result.message());
        assertEquals(5, result.trace().size());
    }

    @Test
    void thePrintThatWouldPassTheLimitWritesNothing() {
        Instruction print = new Instruction(Op.CAP_CALL, 1, 0, "io.print");
        Function main = function("main", push(123), print, push(4567), print);
        ReferenceResult result =
                run(new ReferenceOptions("", List.of(), List.of(), 0, 8, 0, 1_000), main);
        assertEquals(ErrorKind.OutputQuota, result.errorKind());
        assertEquals("123\n", result.stdout());
        assertEquals("output quota exceeded (8)", result.message());
    }

    @Test
    void capabilitiesAreRefusedInTheOrderOfTheSpecification() {
        Function main = function("main", new Instruction(Op.CAP_CALL, 0, 1, "bench.step"));
        ReferenceResult undeclared =
                ReferenceInterpreter.run(
                        new Program("test", List.of(main), 0, Manifest.EMPTY),
                        ReferenceOptions.NONE);
        assertEquals("capability not declared in manifest: bench.step", undeclared.message());
        assertEquals(
                "capability denied by host: bench.step",
                run(ReferenceOptions.NONE, main).message());
        ReferenceOptions granted =
                new ReferenceOptions("", List.of("bench.*"), List.of(), 0, 0, 0, 1_000);
        assertEquals("bench.step takes 1 arg(s), got 0", run(granted, main).message());
        ReferenceOptions denied =
                new ReferenceOptions("", List.of("*"), List.of("bench.step"), 0, 0, 0, 1_000);
        assertEquals(ErrorKind.CapabilityDenied, run(denied, main).errorKind());
    }

    @Test
    void variablesThatWereNeverStoredCannotBeLoaded() {
        ReferenceResult result =
                run(ReferenceOptions.NONE, function("main", Instruction.of(Op.LOAD, 1)));
        assertEquals(ErrorKind.UninitializedVariable, result.errorKind());
        assertEquals("load from uninitialised variable 'y'", result.message());
    }
}
