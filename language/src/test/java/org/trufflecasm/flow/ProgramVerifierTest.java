package org.trufflecasm.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trufflecasm.core.Captures;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.HostRequest;
import org.trufflecasm.core.HostSwitch;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Limits;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.core.Op;
import org.trufflecasm.core.OperandKind;
import org.trufflecasm.core.Program;
import org.trufflecasm.core.SourceMap;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;

/** What is refused before anything runs, and where the message says the fault is. */
class ProgramVerifierTest {

    @ParameterizedTest
    @EnumSource(
            value = Op.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"END", "END_NULL", "HALT_AT_END"})
    void operandsOfEachOperationAreChecked(Op op) {
        Instruction valid = FlowCode.valid(op);
        assertNotNull(ProgramVerifier.verify(FlowCode.program(around(valid))));
        for (OperandKind kind : op.operands()) {
            for (Instruction wrong : wrong(valid, kind)) {
                LoadException refused =
                        assertThrows(
                                LoadException.class,
                                () -> ProgramVerifier.verify(FlowCode.program(around(wrong))),
                                () -> kind + " of " + wrong);
                assertEquals(ErrorKind.LoadError, refused.kind());
                assertEquals(LoadException.Place.in("f", 1), refused.place());
            }
        }
    }

    /** The same instruction with an operand out of range or of a wrong type. */
    private static List<Instruction> wrong(Instruction valid, OperandKind kind) {
        Op op = valid.op();
        int a = valid.a();
        int b = valid.b();
        Object constant = valid.constant();
        return switch (kind) {
            case INT, FLOAT, BOOL, STRING, NAME ->
                    List.of(
                            new Instruction(op, a, b, null),
                            new Instruction(op, a, b, 1),
                            new Instruction(op, a, b, 'x'));
            case CAPTURES ->
                    List.of(
                            new Instruction(op, a, b, null),
                            new Instruction(op, a, b, "x"),
                            new Instruction(op, a, b, new Captures(List.of(-1))),
                            new Instruction(op, a, b, new Captures(List.of(0, 1))));
            case CHOICE ->
                    List.of(
                            new Instruction(op, a, b, null),
                            new Instruction(op, a, b, choice(List.of("x"), 1)),
                            new Instruction(op, a, b, choice(List.of(), 3)),
                            new Instruction(op, a, b, choice(List.of("x"), -1, 0)));
            case REQUEST ->
                    List.of(
                            new Instruction(op, a, b, null),
                            new Instruction(op, a, b, "x"),
                            new Instruction(
                                    op, a, b, new HostRequest("x", List.of(), List.of(1), false)),
                            new Instruction(op, a, b, HostRequest.of("x", "no map", true)),
                            new Instruction(op, 2, b, HostRequest.of("x", Map.of(), true)));
            case SLOT ->
                    List.of(
                            new Instruction(op, -1, b, constant),
                            new Instruction(op, 1, b, constant));
            case TARGET ->
                    List.of(
                            new Instruction(op, -1, b, constant),
                            new Instruction(op, 3, b, constant));
            case FUNCTION ->
                    List.of(
                            new Instruction(op, -1, b, constant),
                            new Instruction(op, 1, b, constant));
            case COUNT ->
                    List.of(
                            new Instruction(op, -1, b, constant),
                            new Instruction(op, Limits.MAX_COUNT + 1, b, constant));
            case HINT -> List.of(new Instruction(op, a, -1, constant));
            case ARGC ->
                    List.of(
                            new Instruction(op, a, -1, constant),
                            new Instruction(op, a, Limits.MAX_COUNT + 1, constant));
            case FAILURE ->
                    List.of(new Instruction(op, a, b, null), new Instruction(op, a, b, "x"));
            case RESULTS ->
                    List.of(
                            new Instruction(op, a, b, null),
                            new Instruction(op, a, b, -1L),
                            new Instruction(op, a, b, Limits.MAX_COUNT + 1L));
            case RESULT ->
                    List.of(
                            new Instruction(op, a, -1, constant),
                            new Instruction(op, a, 2, constant));
        };
    }

    private static HostSwitch choice(List<String> cases, Integer... targets) {
        return new HostSwitch(HostRequest.of("x.y", Map.of(), false), cases, List.of(targets));
    }

    private static Function around(Instruction instruction) {
        return function(Instruction.of(Op.NOP), instruction, Instruction.of(Op.END));
    }

    private static Function function(Instruction... code) {
        return function(List.of(code));
    }

    private static Function function(List<Instruction> code) {
        return new Function("f", List.of(), List.of("x"), 0, 0, code, SourceMap.NONE);
    }

    private static void refuse(String problem, LoadException.Place place, Program program) {
        LoadException refused =
                assertThrows(LoadException.class, () -> ProgramVerifier.verify(program));
        assertEquals(ErrorKind.LoadError, refused.kind());
        assertEquals(problem, refused.problem());
        assertEquals(place, refused.place());
    }

    @Test
    void codeEndsOnce() {
        Instruction end = Instruction.of(Op.END);
        LoadException.Place first = LoadException.Place.in("f", 0);
        refuse("an end amid the code", first, FlowCode.program(function(end, end)));
        refuse("code without an end", first, FlowCode.program(function(Instruction.of(Op.RET))));
        refuse(
                "code without an end",
                LoadException.Place.in("f", -1),
                FlowCode.program(function()));
    }

    @Test
    void jumpTargetIsNamed() {
        refuse(
                "jump target 9 is not in the range 0 to 1",
                LoadException.Place.in("f", 0),
                FlowCode.program(function(Instruction.of(Op.JMP, 9), Instruction.of(Op.END))));
    }

    /** A fault is found where control never comes, too. */
    @Test
    void unreachableCodeIsChecked() {
        refuse(
                "variable 7 is not in the range 0 to 0",
                LoadException.Place.in("f", 1),
                FlowCode.program(
                        function(
                                Instruction.of(Op.RET),
                                Instruction.of(Op.LOAD, 7),
                                Instruction.of(Op.END))));
    }

    @Test
    void variableOfFunctionWithoutVariables() {
        Function function =
                new Function(
                        "f",
                        List.of(),
                        List.of(),
                        0,
                        0,
                        List.of(Instruction.of(Op.LOAD, 0), Instruction.of(Op.END)),
                        SourceMap.NONE);
        refuse(
                "variable 0 does not exist: there is none",
                LoadException.Place.in("f", 0),
                FlowCode.program(function));
    }

    @Test
    void entryIsInRange() {
        Function function = function(Instruction.of(Op.END));
        refuse(
                "entry function 1 is not in the range 0 to 0",
                LoadException.Place.UNKNOWN,
                new Program("p", List.of(function), 1, Manifest.EMPTY));
        refuse(
                "entry function 0 does not exist: there is none",
                LoadException.Place.UNKNOWN,
                new Program("p", List.of(), 0, Manifest.EMPTY));
    }

    @Test
    void parametersAreInRange() {
        LoadException.Place place = LoadException.Place.in("f", -1);
        refuse("number of bound parameters 2 is not in the range 0 to 1", place, parameters(2, 0));
        refuse(
                "number of bound parameters -1 is not in the range 0 to 1",
                place,
                parameters(-1, 0));
        refuse(
                "number of initial operands -1 is not in the range 0 to 65535",
                place,
                parameters(0, -1));
        refuse(
                "number of initial operands 65536 is not in the range 0 to 65535",
                place,
                parameters(0, 65536));
        refuse(
                "number of arguments 65536 is not in the range 0 to 65535",
                place,
                parameters(1, 65535));
    }

    private static Program parameters(int bound, int initial) {
        return FlowCode.program(
                new Function(
                        "f",
                        List.of(),
                        List.of("x"),
                        bound,
                        initial,
                        List.of(Instruction.of(Op.END)),
                        SourceMap.NONE));
    }

    @Test
    void sizesAreLimited() {
        Function slots =
                new Function(
                        "f",
                        List.of(),
                        FlowCode.repeat("x", Limits.MAX_FRAME_SLOTS + 1),
                        0,
                        0,
                        List.of(Instruction.of(Op.END)),
                        SourceMap.NONE);
        refuse(
                "more than 65536 variables",
                LoadException.Place.in("f", -1),
                FlowCode.program(slots));

        Function empty = function(Instruction.of(Op.END));
        refuse(
                "more than 1000000 functions",
                LoadException.Place.UNKNOWN,
                new Program(
                        "p", FlowCode.repeat(empty, Limits.MAX_FUNCTIONS + 1), 0, Manifest.EMPTY));

        List<Instruction> code =
                new ArrayList<>(
                        FlowCode.repeat(
                                Instruction.of(Op.NOP), Limits.MAX_FUNCTION_INSTRUCTIONS + 1));
        code.add(Instruction.of(Op.END));
        Function large = new Function("f", List.of(), List.of(), 0, 0, code, SourceMap.NONE);
        refuse(
                "more than 4000000 instructions",
                LoadException.Place.in("f", -1),
                FlowCode.program(large));
        refuse(
                "more than 16000000 instructions",
                LoadException.Place.UNKNOWN,
                new Program("p", FlowCode.repeat(large, 4), 0, Manifest.EMPTY));
    }

    /** Exactly as much as is allowed fails for the next reason only, or not at all. */
    @Test
    void limitsCanBeReached() {
        Function slots =
                new Function(
                        "f",
                        List.of(),
                        FlowCode.repeat("x", Limits.MAX_FRAME_SLOTS),
                        0,
                        0,
                        List.of(Instruction.of(Op.END)),
                        SourceMap.NONE);
        ProgramVerifier.verify(FlowCode.program(slots));

        String text = "x".repeat(Limits.MAX_STRING);
        ProgramVerifier.verify(
                FlowCode.program(around(Instruction.of(Op.PUSH_STR, (Object) text))));

        int most = Limits.MAX_FUNCTION_INSTRUCTIONS;
        Function large = function(FlowCode.repeat(Instruction.of(Op.NOP), most + 1));
        refuse("code without an end", LoadException.Place.in("f", most), FlowCode.program(large));
        refuse(
                "code without an end",
                LoadException.Place.in("f", most),
                new Program("p", FlowCode.repeat(large, 4), 0, Manifest.EMPTY));
        refuse(
                "code without an end",
                LoadException.Place.in("f", -1),
                new Program(
                        "p", FlowCode.repeat(function(), Limits.MAX_FUNCTIONS), 0, Manifest.EMPTY));
    }

    @Test
    void startIsInRange() {
        LoadException.Place place = LoadException.Place.in("f", -1);
        ProgramVerifier.verify(FlowCode.program(startingAt(1)));
        refuse("start 2 is not in the range 0 to 1", place, FlowCode.program(startingAt(2)));
        refuse("start -1 is not in the range 0 to 1", place, FlowCode.program(startingAt(-1)));
    }

    private static Function startingAt(int start) {
        return Function.part(
                "f",
                List.of(),
                0,
                List.of(Instruction.of(Op.NOP), Instruction.of(Op.END)),
                SourceMap.NONE,
                start);
    }

    /** A map that gets an input has room for it where one operand is taken. */
    @Test
    void requestWithInput() {
        HostRequest request = HostRequest.of("x", Map.of(), true);
        Instruction asking = new Instruction(Op.HOST_REQUEST, 1, 0, request);
        assertNotNull(
                ProgramVerifier.verify(
                        FlowCode.program(
                                function(
                                        Instruction.of(Op.PUSH_NULL),
                                        asking,
                                        Instruction.of(Op.END)))));
    }

    @Test
    void textsAreLimited() {
        String text = "x".repeat(Limits.MAX_STRING + 1);
        refuse(
                "a text of more than 16777216 characters",
                LoadException.Place.in("f", 1),
                FlowCode.program(around(Instruction.of(Op.PUSH_STR, (Object) text))));
    }

    @Test
    void faultOfAnyFunctionIsFoundBeforeHeightsAre() {
        Function dynamic =
                new FlowCode()
                        .push(1)
                        .push(1)
                        .jump(Op.JMP_IF, "join")
                        .op(Op.POP)
                        .label("join")
                        .op(Op.POP)
                        .function();
        Function broken = function(Instruction.of(Op.JMP, 9), Instruction.of(Op.END));
        LoadException refused =
                assertThrows(
                        LoadException.class,
                        () -> ProgramVerifier.verify(FlowCode.program(dynamic, broken)));
        assertTrue(refused.problem().startsWith("jump target"), refused.problem());
    }

    @Test
    void verifiedProgramKeepsItsProgram() {
        Function function = new FlowCode().push(1).push(2).op(Op.ADD).function();
        Program program = FlowCode.program(function, function(Instruction.of(Op.END)));
        VerifiedProgram verified = ProgramVerifier.verify(program);
        assertSame(program, verified.program());
        assertEquals(2, verified.maxHeight(0));
        assertEquals(0, verified.maxHeight(1));
        FunctionFlow flow = verified.flow(0);
        assertSame(function, flow.function());
        assertSame(flow, verified.flow(0));
    }
}
