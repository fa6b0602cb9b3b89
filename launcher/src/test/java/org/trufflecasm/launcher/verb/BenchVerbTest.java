package org.trufflecasm.launcher.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trufflecasm.launcher.Casm;

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
}
