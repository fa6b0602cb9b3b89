package org.trufflecasm.launcher.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trufflecasm.core.SourcePosition;

final class DiagnosticPrinterTest {
    private static final Diagnostic DIVISION =
            new Diagnostic(
                    Diagnostic.Code.RUN,
                    "DivisionByZero",
                    "division by zero",
                    new SourcePosition("m.py", 2, 9),
                    Trace.of(
                            4,
                            i ->
                                    List.of(
                                                    new Frame(
                                                            "f",
                                                            new SourcePosition("m.py", 2, 9),
                                                            3),
                                                    new Frame("g", null, 2),
                                                    new Frame(
                                                            "h",
                                                            new SourcePosition(null, 5, 61),
                                                            7),
                                                    new Frame(
                                                            "main",
                                                            new SourcePosition("m.py", 4, 0),
                                                            0))
                                            .get(i)),
                    null);

    private static String print(Diagnostic diagnostic, MessageFormat format) {
        StringWriter text = new StringWriter();
        new DiagnosticPrinter(new PrintWriter(text), format).print(diagnostic, "a.casm");
        return text.toString();
    }

    @Test
    void framesAreShownAsTheSpecificationSays() {
        assertEquals(
                """
                error[DivisionByZero]: division by zero
                  at f (m.py:2:9)
                  at g (instruction 2)
                  at h (line 5:61)
                  at main (m.py:4)
                """,
                print(DIVISION, MessageFormat.TEXT));
    }

    @Test
    void aHintComesLast() {
        assertTrue(
                print(DIVISION.withHint("look"), MessageFormat.TEXT)
                        .endsWith("  at main (m.py:4)\nhint: look\n"));
    }

    @Test
    void severalFilesAreNamed() {
        StringWriter text = new StringWriter();
        new DiagnosticPrinter(new PrintWriter(text), MessageFormat.TEXT)
                .printWithFile(DIVISION, "a.casm");
        assertTrue(
                text.toString().startsWith("a.casm: error[DivisionByZero]: division by zero\n"),
                text.toString());
    }

    @Test
    void ofALongTraceBothEndsAreShown() {
        Diagnostic deep =
                new Diagnostic(
                        Diagnostic.Code.RUN,
                        "CallDepthQuota",
                        "call depth quota exceeded",
                        null,
                        Trace.of(1_000, i -> new Frame("f" + i, null, i)),
                        null);
        List<String> lines = print(deep, MessageFormat.TEXT).lines().toList();
        assertEquals(1 + 32 + 1 + 32, lines.size());
        assertEquals("  at f31 (instruction 31)", lines.get(32));
        assertEquals("  ... 936 frames left out", lines.get(33));
        assertEquals("  at f968 (instruction 968)", lines.get(34));
    }

    @Test
    void sixtyFourFramesAreShownWhole() {
        assertEquals(0, Trace.of(64, i -> new Frame("f", null, i)).omitted());
        assertEquals(1, Trace.of(65, i -> new Frame("f", null, i)).omitted());
    }

    @Test
    void jsonIsOneLineWithTheSpecifiedMembers() {
        assertEquals(
                "{\"code\":\"E-RT05\",\"level\":\"error\",\"file\":\"m.py\",\"line\":2,\"col\":9,\"message\":\"division"
                        + " by zero\",\"hint\":null,\"kind\":\"DivisionByZero\",\"trace\":["
                        + "{\"function\":\"f\",\"file\":\"m.py\",\"line\":2,\"col\":9,\"instruction\":3},{\"function\":\"g\",\"file\":null,\"line\":null,\"col\":null,\"instruction\":2},{\"function\":\"h\",\"file\":null,\"line\":5,\"col\":61,\"instruction\":7},{\"function\":\"main\",\"file\":\"m.py\",\"line\":4,\"col\":null,\"instruction\":0}],\"frames_left_out\":0}\n",
                print(DIVISION, MessageFormat.JSON));
    }

    @Test
    void jsonNamesTheCapsuleWhereNoSourceIsKnown() {
        String line = print(DIVISION.withPosition(null), MessageFormat.JSON);
        assertTrue(line.contains("\"file\":\"a.casm\",\"line\":null,\"col\":null"), line);
    }

    @Test
    void resultsAreEscaped() {
        assertEquals(
                "{\"result\":{\"type\":\"int\",\"text\":\"42\"}}", JsonLines.result("int", "42"));
        assertEquals(
                "{\"result\":{\"type\":\"str\",\"text\":\"a\\n\\\"b\\\\\"}}",
                JsonLines.result("str", "a\n\"b\\"));
    }
}
