package org.trufflecasm.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trufflecasm.launcher.CasmCommandLine;
import org.trufflecasm.launcher.Console;

/** What {@code casm bench --explain} says of capsules that are slow for one known reason each. */
class ExplainTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "boxed_local | main (boxed.py:17:5): the variable x, stored here first, holds"
                        + " numbers and values of other kinds",
                "megamorphic_call | main (calls.py:23:5): this call of a value meets more than 3"
                        + " functions",
                "several_layouts | main (layouts.py:37:5): the field x is looked up in maps of 4"
                        + " layouts",
                "counted_operands | main (heights.py:1:5): the operand stack has different heights",
                "deoptimised | sum (phases.py:71:5): deoptimised 3 times (Profiled Argument Types",
            })
    void namesTheCauseAndItsPlace(String capsule, String expected) throws IOException {
        List<String> explained = explain(capsule, 12);
        assertEquals(
                1,
                explained.stream().filter(line -> line.startsWith("explain: " + expected)).count(),
                () -> String.join("\n", explained));
        assertTrue(
                explained.stream().noneMatch(line -> line.contains("nothing stands out")),
                () -> String.join("\n", explained));
    }

    @Test
    void saysWhatWasNeverCompiled() throws IOException {
        assertEquals(
                List.of(
                        "explain: nothing stands out: what ran often was compiled, and stayed so",
                        "explain: interpreted only, since they ran too seldom to be worth the"
                                + " compiler's time: main (seldom.py:1:5), seldom"
                                + " (seldom.py:19:5)"),
                explain("seldom", 3));
    }

    @Test
    void saysNothingOfFastCode() throws IOException {
        List<String> explained = explain("plain", 12);
        assertEquals(
                List.of("explain: nothing stands out: what ran often was compiled, and stayed so"),
                explained);
    }

    @Test
    void saysWhyTheCompilerGaveUp() throws IOException {
        List<String> explained = explain("plain", 12, "--compiler.MaximumGraalGraphSize=20");
        assertEquals(2, explained.size(), () -> String.join("\n", explained));
        assertTrue(
                explained
                        .getFirst()
                        .startsWith(
                                "explain: main (plain.py:1:5): the compiler gave up on it: Graph too"
                                        + " big to safely compile."),
                explained.getFirst());
        assertTrue(explained.getLast().startsWith("explain: mix (plain.py:22:5): the compiler"));
    }

    private List<String> explain(String capsule, int repeat, String... options) throws IOException {
        Path file = folder.resolve(capsule + ".json");
        try (InputStream text =
                ExplainTest.class.getResourceAsStream("/slow/" + capsule + ".json")) {
            Files.copy(text, file);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "bench",
                                "--explain",
                                "--repeat",
                                Integer.toString(repeat),
                                "--engine.BackgroundCompilation=false"));
        arguments.addAll(List.of(options));
        arguments.add(file.toString());
        int status =
                CasmCommandLine.execute(
                        new Console(InputStream.nullInputStream(), out, err),
                        arguments.toArray(new String[0]));
        assertEquals(0, status, () -> err.toString(StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("explain: "))
                .toList();
    }
}
