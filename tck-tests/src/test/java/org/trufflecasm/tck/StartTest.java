package org.trufflecasm.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    private static List<String> loaded(String commandLine)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(ProjectFiles.root() + "/native/target/casm/bin/casm"));
        command.addAll(List.of(commandLine.split(" ", -1)));
        command.add("--vm.Xlog:class+load");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(ProjectFiles.root().toFile())
                        .redirectErrorStream(true);
        // The cache makes Java load everything in it at once.
        builder.environment().put("CASM_CACHE", "off");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertTrue(output.contains("org.trufflecasm.launcher.Main"), output);
        return output.lines().filter(line -> RUNTIME.matcher(line).matches()).toList();
    }
}
