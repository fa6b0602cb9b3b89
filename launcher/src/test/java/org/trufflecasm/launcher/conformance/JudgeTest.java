package org.trufflecasm.launcher.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Outcome DIVISION =
            Outcome.failed(
                    "before\n",
                    "",
                    "DivisionByZero",
                    "division by zero",
                    List.of(
                            new Outcome.Frame("f", "m.py", 2, 9, 3),
                            new Outcome.Frame("main", "m.py", 4, 2, 1)),
                    -1);

    private static List<String> judge(Expectation expectation, Outcome outcome) {
        ConformanceCase judged =
                new ConformanceCase(
                        "x",
                        Path.of("x.json"),
                        "",
                        List.of(),
                        CapsuleForm.JSON,
                        "x.json",
                        Bytes.EMPTY,
                        CaseOptions.NONE,
                        expectation,
                        null);
        return Judge.differences(judged, outcome);
    }

    private static Expectation ending(Expectation.Ending ending) {
        return new Expectation(ending, null, null, null, null, null, null);
    }

    @Test
    void whatTheCaseLeavesOpenDoesNotMatter() {
        Outcome ended = Outcome.ended("out", "err", 7, "int", "1", 5);
        assertEquals(List.of(), judge(ending(Expectation.Ending.OK), ended));
        assertEquals(List.of(), judge(ending(Expectation.Ending.RUNTIME_ERROR), DIVISION));
    }

    @Test
    void kindsOfErrorsAtLoadTellLoadErrorsFromOthers() {
        Outcome refused = Outcome.failed("", "", "MissingField", "no value", List.of(), -1);
        assertEquals(List.of(), judge(ending(Expectation.Ending.LOAD_ERROR), refused));
        assertEquals(
                List.of("outcome: expected runtime_error, got load_error, MissingField: no value"),
                judge(ending(Expectation.Ending.RUNTIME_ERROR), refused));
        assertEquals(1, judge(ending(Expectation.Ending.OK), refused).size());
    }

    @Test
    void allDifferencesAreNamedWithBothValues() {
        Expectation expectation =
                new Expectation(
                        Expectation.Ending.RUNTIME_ERROR,
                        "after\n",
                        null,
                        "TypeError",
                        "numeric",
                        List.of(new Expectation.Frame("f", "m.py", 3)),
                        0);
        assertEquals(
                List.of(
                        "stdout: expected \"after\\n\", got \"before\\n\"",
                        "error kind: expected \"TypeError\", got \"DivisionByZero\"",
                        "message: expected something with \"numeric\", got \"division by zero\"",
                        "trace: expected " + expectation.trace() + ", got " + DIVISION.trace(),
                        "exit code: expected 0, got 1"),
                judge(expectation, DIVISION));
    }

    @Test
    void tracesAreComparedAsFarAsTheCaseSays() {
        List<Expectation.Frame> frames =
                List.of(
                        new Expectation.Frame("f", null, null),
                        new Expectation.Frame("main", "m.py", 4));
        assertEquals(
                List.of(),
                judge(
                        new Expectation(
                                Expectation.Ending.RUNTIME_ERROR,
                                null,
                                null,
                                null,
                                null,
                                frames,
                                null),
                        DIVISION));
    }

    @Test
    void resultsHaveATypeAndAText() {
        Expectation expectation =
                new Expectation(
                        Expectation.Ending.OK,
                        null,
                        new Expectation.Result("int", "1"),
                        null,
                        null,
                        null,
                        null);
        assertEquals(List.of(), judge(expectation, Outcome.ended("", "", 0, "int", "1", -1)));
        assertEquals(
                List.of("result: expected int 1, got float 1"),
                judge(expectation, Outcome.ended("", "", 0, "float", "1", -1)));
    }

    @Test
    void longTextsAreCut() {
        Expectation expectation =
                new Expectation(Expectation.Ending.OK, "x", null, null, null, null, null);
        List<String> differences =
                judge(expectation, Outcome.ended("y".repeat(1_000_000), "", 0, "int", "1", -1));
        assertTrue(differences.getFirst().length() < 3_000);
    }
}
