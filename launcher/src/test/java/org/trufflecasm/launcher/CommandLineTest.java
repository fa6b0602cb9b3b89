package org.trufflecasm.launcher;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class CommandLineTest {
    private static final Console SILENT =
            new Console(
                    new ByteArrayInputStream(new byte[0]),
                    OutputStream.nullOutputStream(),
                    OutputStream.nullOutputStream());

    @Test
    void withoutVerbShowsUsageOnStandardError() {
        Casm.Result result = Casm.run();
        assertEquals(2, result.status());
        assertEquals("", result.out());
        assertTrue(result.err().startsWith("casm: which verb?"), result.err());
        assertTrue(result.err().contains("Verbs:"), result.err());
    }

    @Test
    void helpListsEveryVerb() {
        Casm.Result result = Casm.run("--help");
        assertEquals(0, result.status());
        for (String verb : List.of("run", "check", "dis", "caps", "test", "bench", "help")) {
            assertTrue(result.out().contains("\n  " + verb + " "), verb);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "check", "dis", "caps", "test", "bench"})
    void everyVerbHasHelpWithExamples(String verb) {
        Casm.Result result = Casm.run("help", verb);
        assertEquals(0, result.status());
        assertTrue(result.out().contains("Examples:"), result.out());
        assertEquals(result.out(), Casm.run(verb, "--help").out());
        assertFalse(result.out().contains("polyglot-option"), result.out());
    }

    @Test
    void versionIsOneLine() {
        Casm.Result result = Casm.run("--version");
        assertEquals(0, result.status());
        assertTrue(result.out().startsWith("casm "), result.out());
        assertEquals(1, result.out().lines().count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rn x.casm | casm: unknown verb 'rn'; did you mean 'run'?",
                "help chek | casm: unknown verb 'chek'; did you mean 'check'?",
                "run --rsult x.casm | casm run: unknown option '--rsult'; did you mean '--result'?",
                "run --max-step=5 x.casm | casm run: unknown option '--max-step'; did you mean"
                        + " '--max-steps'?",
                "run --tier compild x.casm | 'compild' is none of auto, interpreter, compiled; did"
                        + " you mean 'compiled'?",
                "test --tier al x | 'al' is none of auto, interpreter, compiled, all; did you mean"
                        + " 'all'?",
                "run --dump cgf x.casm | 'cgf' is none of model, core, cfg, structured, bytecode;"
                        + " did you mean 'cfg'?",
                "run --max-steps -1 x.casm | '-1' is not a number of 0 or more",
                "run --max-steps many x.casm | 'many' is not a number of 0 or more",
                "run --max-steps 99999999999999999999 x.casm | is too large",
                "run | missing required parameter: 'FILE'",
                "dis a.casm b.casm | casm dis: unexpected argument 'b.casm'",
                "run --vm.Xmx1g x.casm | '--vm.Xmx1g' is for the Java virtual machine and read by"
                        + " the start script",
                "run --grant io. x.casm | 'io.' is neither the name of a capability",
                "zzzzzz | casm: unknown verb 'zzzzzz'",
            })
    void wrongUsageNamesTheNearestRightOne(String line, String message) {
        Casm.Result result = Casm.run(line.split(" "));
        assertAll(
                () -> assertEquals(2, result.status()),
                () -> assertEquals("", result.out()),
                () -> assertTrue(result.err().contains(message), result.err()),
                () -> assertEquals(2, result.err().lines().count(), result.err()),
                () -> assertTrue(result.err().contains("Try 'casm"), result.err()));
    }

    @Test
    void aFileInPlaceOfAVerbIsRecognised() {
        Casm.Result result = Casm.run("@examples/hello.casm");
        assertEquals(2, result.status());
        assertTrue(result.err().contains("did you mean 'casm run "), result.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "check", "dis", "caps", "bench", "graph", "js"})
    void aMissingFileIsWrongUsage(String verb) {
        Casm.Result result = Casm.run(verb, "no/such.casm");
        assertEquals(2, result.status());
        assertEquals("error: cannot read no/such.casm: no such file\n", result.err());
    }

    @Test
    void aFolderIsNotACapsule() {
        assertTrue(Casm.run("check", "@examples").err().contains(": it is a folder"));
    }

    @Test
    void aMissingFileInJson() {
        String err = Casm.run("run", "--message-format", "json", "no.casm").err();
        assertTrue(
                err.startsWith("{\"code\":\"E-IO\",\"level\":\"error\",\"file\":\"no.casm\","),
                err);
        assertEquals(1, err.lines().count());
    }

    /** A file that an example of a help text writes. */
    private static final Pattern WRITTEN =
            Pattern.compile("\\w+\\.(casm|casmb|cvm1|cvm|svg|wasm|(casm\\.)?txt)");

    @TempDir private Path folder;

    /** Every example of every help text, as it stands there. */
    static Stream<String> examples() {
        CommandLine casm = CasmCommandLine.create(SILENT);
        List<CommandLine> commands = new ArrayList<>(casm.getSubcommands().values());
        commands.add(casm);
        return commands.stream()
                .flatMap(command -> Arrays.stream(command.getCommandSpec().usageMessage().footer()))
                .map(String::strip)
                .filter(line -> line.startsWith("casm "))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void examplesOfTheHelpWork(String line) {
        String[] words = line.substring("casm ".length()).split(" ");
        for (int i = 0; i < words.length; i++) {
            if (words[i].startsWith("examples/") || words[i].startsWith("conformance/")) {
                words[i] = "@" + words[i];
            } else if (WRITTEN.matcher(words[i]).matches()) {
                words[i] = folder.resolve(words[i]).toString();
            }
        }
        Casm.Result result = Casm.run(words);
        int expected = line.endsWith("examples/error.casm") ? 1 : 0;
        assertEquals(expected, result.status(), result.err() + result.out());
    }
}
