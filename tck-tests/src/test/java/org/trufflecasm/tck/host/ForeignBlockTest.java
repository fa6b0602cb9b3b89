package org.trufflecasm.tck.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trufflecasm.tck.CommandRun;

/** Blocks of JavaScript in capsules, run by the command as users do. */
@Timeout(120)
class ForeignBlockTest {
    private static final String PRINT = "{'op':'cap_call','name':'io.print','argc':1}";

    @TempDir Path folder;

    private Path block(String language, String code) throws Exception {
        Capsule capsule =
                Capsule.asking()
                        .push(20)
                        .op("{'op':'store','name':'n'}")
                        .op(
                                "{'op':'exec_lang','lang':'"
                                        + language
                                        + "','code':'"
                                        + code
                                        + "','var_count':1,'var_0':'n'}")
                        .op(PRINT);
        return Files.writeString(folder.resolve("block.casm"), capsule.text());
    }

    private CommandRun run(String language, String code, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(List.of(options));
        arguments.add(block(language, code).toString());
        return CommandRun.casm(arguments.toArray(new String[0]));
    }

    @Test
    void blocksSeeVariablesAndGiveValues() throws Exception {
        CommandRun result = run("javascript", "[n * 2 + 2, {a: String(n)}, null]", "--polyglot");
        assertEquals("", result.err());
        assertEquals("[42, {a: 20}, null]\n", result.out());
        result = run("js", "n + 0.5", "--grant", "polyglot.js");
        assertEquals("20.5\n", result.out(), result.err());
    }

    @Test
    void aBlockReachesNothingOfTheHost() throws Exception {
        CommandRun result =
                run("js", "typeof Java + typeof java + typeof load + typeof require", "--polyglot");
        assertTrue(result.out().startsWith("undefinedundefined"), result.out() + result.err());
        result = run("js", "Polyglot.eval(`casm`, `{}`)", "--polyglot");
        assertTrue(result.err().contains("CapabilityError"), result.out() + result.err());
    }

    @Test
    void withoutAGrantItIsDenied() throws Exception {
        CommandRun result = run("js", "1");
        assertTrue(result.err().contains("CapabilityDenied"), result.err());
        result = run("js", "1", "--polyglot", "--deny", "polyglot.js");
        assertTrue(result.err().contains("CapabilityDenied"), result.err());
    }

    @Test
    void aLanguageThatIsMissingIsNamed() throws Exception {
        CommandRun result = run("ruby", "1", "--polyglot");
        assertTrue(result.err().contains("this runtime has no language 'ruby'"), result.err());
        assertTrue(result.err().contains("org.graalvm.polyglot:ruby"), result.err());
    }

    @Test
    void aBlockFailsWhereTheCapsuleCanHandleIt() throws Exception {
        CommandRun result = run("js", "throw new Error(`no`)", "--polyglot");
        assertTrue(result.err().contains("CapabilityError"), result.err());
        assertTrue(result.err().contains("no"), result.err());
        assertNull(result.out().isEmpty() ? null : result.out());
    }

    @Test
    void aBlockThatNeverEndsIsEnded() throws Exception {
        String endless = "while (true) { try { while (true) {} } catch (e) {} }";
        CommandRun result = run("js", endless, "--polyglot", "--capability-timeout", "500");
        assertTrue(result.err().contains("CapabilityTimeout"), result.err());
        assertTrue(result.err().contains("500ms"), result.err());
        result = run("js", endless, "--polyglot", "--timeout", "500");
        assertTrue(result.err().contains("timeout exceeded (500 ms)"), result.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new Array(10000).fill(n)",
                "`x`.repeat(200000)",
                "Object.fromEntries(new Array(4000).fill(0).map((_, i) => [`k` + i, i]))",
                "new Array(3000).fill(0).map(() => [`abcdefgh`])",
            })
    void whatABlockGivesCountsAsMemoryOfTheRun(String code) throws Exception {
        CommandRun result = run("js", code, "--polyglot", "--max-memory", "100000");
        assertEquals(1, result.status(), result.err());
        assertTrue(
                result.err().startsWith("error[MemoryQuota]: memory quota exceeded (100000)\n"),
                result.err());
        result = run("js", code, "--polyglot", "--max-memory", "1000000");
        assertEquals(0, result.status(), result.err());
    }

    @Test
    void aBlockReadsNoFilesWhateverTheCapsuleMay() throws Exception {
        Files.writeString(folder.resolve("other.js"), "40 + 2");
        String root = folder.toString();
        for (String path : List.of("other.js", root + "/other.js")) {
            for (String grant : List.of("fs.read:data", "fs.*")) {
                CommandRun result =
                        run(
                                "js",
                                "load(`" + path + "`)",
                                "--polyglot",
                                "--grant",
                                grant,
                                "--fs-root",
                                root);
                assertEquals(1, result.status(), result.out());
                assertTrue(result.err().startsWith("error[CapabilityError]: "), result.err());
                assertEquals("", result.out());
            }
        }
        Capsule reader =
                Capsule.asking("fs.read")
                        .op("{'op':'exec_lang','lang':'js','code':'1','var_count':0}")
                        .op(PRINT)
                        .print("fs.read", "other.js");
        Path file = Files.writeString(folder.resolve("reader.casm"), reader.text());
        CommandRun result =
                CommandRun.casm("run", "--polyglot", "--fs", "--fs-root", root, file.toString());
        assertEquals("1\n40 + 2\n", result.out(), result.err());
    }

    @Test
    void theReportNamesTheGrantThatABlockNeeds() throws Exception {
        Path file = block("javascript", "1");
        CommandRun result = CommandRun.casm("caps", file.toString());
        assertTrue(result.out().contains("polyglot.javascript"), result.out() + result.err());
        assertTrue(result.out().contains("--grant polyglot.javascript"), result.out());
        result = CommandRun.casm("caps", "--polyglot", file.toString());
        assertTrue(!result.out().contains("--grant polyglot"), result.out() + result.err());
    }
}
