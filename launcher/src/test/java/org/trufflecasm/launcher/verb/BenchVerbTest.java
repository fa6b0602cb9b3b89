package org.trufflecasm.launcher.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trufflecasm.launcher.Casm;
import org.trufflecasm.launcher.CasmCommandLine;
import org.trufflecasm.launcher.Console;

final class BenchVerbTest {
    private static final String STEP =
            """
            {"manifest": {"permissions": ["bench.step", "io.print"]},
             "functions": {"main": {"body": [{"op": "push_int", "value": 1},
                                             {"op": "cap_call", "name": "bench.step", "argc": 1},
                                             {"op": "cap_call", "name": "io.print", "argc": 1}]}}}\
            """;

    @TempDir private Path folder;

    @Test
    void everyRunPrintsAndIsTimed() {
        Casm.Result result = Casm.run("bench", "--repeat", "3", "@examples/fib.casm");
        assertEquals(0, result.status(), result.err());
        assertTrue(
                result.out()
                        .matches("(fib\\(25\\) = 75025\n@bench iter=[123] ms=\\d+\\.\\d{3}\n){3}"),
                result.out());
    }

    @Test
    void theStepOfBenchmarksIsGranted() throws IOException {
        String file = Files.writeString(folder.resolve("step.casm"), STEP).toString();
        Casm.Result result = Casm.run("bench", "--tier", "interpreter", "--repeat", "1", file);
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().startsWith("8\n@bench iter=1 "), result.out());
        assertEquals(1, Casm.run("run", file).status());
        assertEquals(1, Casm.run("bench", "--deny", "bench.step", "--repeat", "1", file).status());
    }

    @Test
    void aFailureEndsTheRuns() {
        Casm.Result result = Casm.run("bench", "--repeat", "3", "@examples/error.casm");
        assertEquals(1, result.status());
        assertEquals("average: 14\n", result.out());
        assertTrue(result.err().startsWith("error[DivisionByZero]"), result.err());
    }

    @Test
    void loadingIsMeasuredByStage() {
        Casm.Result result = Casm.run("bench", "--load", "--repeat", "2", "@examples/fib.casm");
        assertEquals(0, result.status(), result.err());
        assertTrue(
                result.out()
                        .matches(
                                "functions=2 instructions=24 bytes=\\d+\n"
                                        + "(@load iter=[12] read=[\\d.]+ lower=[\\d.]+ flow=[\\d.]+"
                                        + " all=[\\d.]+\n"
                                        + "){2}"),
                result.out());
    }

    /** With --deterministic the clock counts its calls. */
    @Test
    void runsThatDifferAreNotReported() throws IOException {
        String random =
                """
                {"manifest": {"permissions": ["time.now", "io.print"]},
                 "functions": {"main": {"body": [{"op": "cap_call", "name": "time.now", "argc": 0},
                                                 {"op": "cap_call", "name": "io.print", "argc": 1}]}}}\
                """;
        String file = Files.writeString(folder.resolve("clock.casm"), random).toString();
        Casm.Result result =
                Casm.run(
                        "bench",
                        "--deterministic",
                        "--tier",
                        "interpreter",
                        "--grant",
                        "time.now",
                        "--repeat",
                        "9",
                        file);
        assertEquals(1, result.status(), result.out());
        assertTrue(
                result.err().startsWith("error[ResultsDiffer]: run 2 gave something else"),
                result.err());
        assertTrue(result.out().contains("@bench iter=1 "), result.out());
        assertFalse(result.out().contains("iter=2"), result.out());
    }

    @Test
    void explanationsNeedTheCompiler() {
        Casm.Result result =
                Casm.run("bench", "--explain", "--tier", "interpreter", "@examples/fib.casm");
        assertEquals(2, result.status());
        assertTrue(result.err().contains("--explain"), result.err());
        assertEquals("", result.out());
    }

    @Test
    void progressIsShownOnATerminalOnly() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String file = Casm.project("examples/hello.casm").toString();
        int status =
                CasmCommandLine.execute(
                        new Console(InputStream.nullInputStream(), out, err, true),
                        "bench",
                        "--repeat",
                        "2",
                        file);
        String shown = err.toString(StandardCharsets.UTF_8);
        assertEquals(0, status, shown);
        assertTrue(shown.startsWith("\rrun 1 of 2\r"), shown);
        assertTrue(shown.contains("\rrun 2 of 2, the last took "), shown);
        assertTrue(shown.endsWith(" \r"), shown);
        assertEquals("", Casm.run("bench", "--repeat", "2", file).err());
    }
}
