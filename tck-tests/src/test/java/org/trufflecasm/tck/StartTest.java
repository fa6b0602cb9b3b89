package org.trufflecasm.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the built command loads before it does what it is asked to do. */
class StartTest {
    private static final Pattern RUNTIME =
            Pattern.compile(
                    ".* (com\\.oracle\\.truffle\\.(runtime|polyglot|compiler)|jdk\\.graal|jdk\\.vm\\.ci)\\..*");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "run --help",
                "check examples/hello.casm",
                "dis examples/hello.casm",
                "caps examples/files.casm"
            })
    void verbsThatRunNothingLoadNeitherRuntimeNorCompiler(String commandLine)
            throws IOException, InterruptedException {
        assertEquals(List.of(), loaded(commandLine).stream().limit(3).toList());
    }

    /** Else the other test would pass without looking. */
    @Test
    void runningLoadsBoth() throws IOException, InterruptedException {
        List<String> loaded = loaded("run examples/hello.casm");
        assertTrue(loaded.stream().anyMatch(line -> line.contains(" jdk.graal.")));
        assertTrue(loaded.stream().anyMatch(line -> line.contains(".truffle.runtime.")));
    }

    /** A Java without JVMCI is one: the command says so in a line, and only where it matters. */
    @ParameterizedTest
    @CsvSource({
        "run examples/hello.casm, casm: running without the optimizing compiler",
        "run --tier interpreter examples/hello.casm, ''",
        "bench --repeat 1 --tier interpreter examples/hello.casm, ''",
        "test conformance/cvm/001_seed_example.json, casm: running without the optimizing compiler",
        "run --tier compiled examples/hello.casm, error: the optimizing compiler",
        "bench examples/hello.casm, error: the optimizing compiler",
        "bench --explain examples/hello.casm, error: the optimizing compiler",
        "run --engine.NoSuch=1 examples/hello.casm, casm run: "
    })
    void withoutACompiler(String commandLine, String said)
            throws IOException, InterruptedException {
        Process process = process(commandLine, Map.of("CASM_NO_JIT", "1")).start();
        process.getOutputStream().close();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        assertTrue(error.startsWith(said), error);
        assertFalse(error.contains("fallback"), error);
        if (said.isEmpty() || said.startsWith("casm: ")) {
            assertEquals(0, status);
            assertEquals(said.isEmpty() ? 0 : 1, error.lines().count(), error);
            assertFalse(printed.isEmpty());
        } else {
            assertEquals("", printed);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', ParallelGC", "--vm.XX:+UseSerialGC, SerialGC", "--vm.XX:+UseG1GC, G1GC"})
    void theCollectorThatTheCallerChooses(String chosen, String used)
            throws IOException, InterruptedException {
        String commandLine = "run examples/hello.casm --vm.XX:+PrintFlagsFinal " + chosen;
        Process process = process(commandLine.strip(), Map.of()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertTrue(
                output.lines().anyMatch(line -> line.matches(" *bool Use" + used + " += true .*")),
                output);
    }

    private static ProcessBuilder process(String commandLine, Map<String, String> variables) {
        List<String> command =
                new ArrayList<>(List.of(ProjectFiles.root() + "/native/target/casm/bin/casm"));
        command.addAll(List.of(commandLine.split(" ", -1)));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(ProjectFiles.root().toFile());
        builder.environment().putAll(variables);
        return builder;
    }

    private static List<String> loaded(String commandLine)
            throws IOException, InterruptedException {
        // The cache makes Java load everything in it at once.
        Process process =
                process(commandLine + " --vm.Xlog:class+load", Map.of("CASM_CACHE", "off"))
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertTrue(output.contains("org.trufflecasm.launcher.Main"), output);
        return output.lines().filter(line -> RUNTIME.matcher(line).matches()).toList();
    }
}
