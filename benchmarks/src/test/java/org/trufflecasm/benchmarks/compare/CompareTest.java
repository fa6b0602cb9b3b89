package org.trufflecasm.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole driver, with a script in the place of casm and Java as the only peer. */
class CompareTest {
    @TempDir private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int compare(String script, String... options) throws IOException {
        Path casm = Files.writeString(folder.resolve("casm"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(casm, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--casm",
                                casm.toString(),
                                "--small",
                                "--kernels",
                                "fib",
                                "--rounds",
                                "1",
                                "--repeat",
                                "2"));
        arguments.addAll(List.of(options));
        out.reset();
        err.reset();
        return Compare.commandLine(
                        new Compare(
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new PrintStream(err, true, StandardCharsets.UTF_8)))
                .execute(arguments.toArray(new String[0]));
    }

    private static String fib(String result, String millis) {
        return "echo 'fib " + result + "'; echo '@bench iter=1 ms=" + millis + "'";
    }

    @Test
    void writesFiguresAndFindsWhatBecameSlower() throws IOException {
        Path old = folder.resolve("old.json");
        int status = compare(fib("832040", "0.5"), "--peers", "java", "--json", old.toString());
        assertEquals(0, status, err.toString(StandardCharsets.UTF_8));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("| fib | 0.5 | "));
        assertTrue(Files.readString(old).contains("\"times\" : [ 0.5 ]"), Files.readString(old));

        String slow = fib("832040", "50000.0");
        assertEquals(1, compare(slow, "--peers", "java", "--against", old.toString()));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("slower: fib: "));
        assertEquals(
                0, compare(fib("832040", "0.001"), "--peers", "java", "--against", old.toString()));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("nothing became slower"));
    }

    @Test
    void refusesToReportDifferentResults() throws IOException {
        Path json = folder.resolve("new.json");
        assertEquals(
                1, compare(fib("832041", "1.0"), "--peers", "java", "--json", json.toString()));
        assertTrue(
                err.toString(StandardCharsets.UTF_8).contains("error: fib: the results differ: "));
        assertEquals("", out.toString(StandardCharsets.UTF_8));
        assertFalse(Files.exists(json));
    }

    @Test
    void refusesToReportWithoutOurFigures() throws IOException {
        assertEquals(1, compare("echo 'error: no compiler' >&2; exit 1", "--peers", "java"));
        assertTrue(
                err.toString(StandardCharsets.UTF_8)
                        .contains("error: fib: casm failed: error: no compiler"));
    }

    @Test
    void wrongCommandLinesAreUsageErrors() throws IOException {
        assertEquals(2, compare("true", "--peers", "perl"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("unknown peer 'perl'"));
        assertEquals(2, compare("true", "--rounds", "0"));
        assertEquals(2, compare("true", "--casm", folder.resolve("none").toString()));
        assertEquals(1, compare("true", "--against", folder.resolve("none.json").toString()));
    }
}
