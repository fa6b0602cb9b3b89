package org.trufflecasm.tck.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.junit.jupiter.api.Test;
import org.trufflecasm.launcher.run.GuestThread;
import org.trufflecasm.tck.CommandRun;
import org.trufflecasm.tck.ProjectFiles;
import org.trufflecasm.tck.reference.ReferenceInterpreter;
import org.trufflecasm.tck.reference.ReferenceOptions;

/** What coverage counts is what the reference interpreter executes. */
class CoverageTest {
    private static final Map<String, String> INTERPRETED = Map.of("engine.Compilation", "false");

    @Test
    void countsWhatIsExecuted() throws Exception {
        for (String name : List.of("average", "busy", "inlined", "tasks")) {
            Map<String, Long> expected = reference(name);
            assertTrue(expected.size() > 9, name);
            assertEquals(expected, lines(report(name, INTERPRETED)), name);
        }
    }

    @Test
    void countsInCompiledCode() throws Exception {
        Map<String, String> compiled =
                Map.of(
                        "engine.BackgroundCompilation", "false",
                        "engine.FirstTierCompilationThreshold", "20",
                        "engine.LastTierCompilationThreshold", "60");
        assertEquals(reference("busy"), lines(report("busy", compiled)));
    }

    /** Tasks give way in the midst of calls, and come back into compiled code. */
    @Test
    void countsInTasksThatAreCompiledAtOnce() throws Exception {
        Map<String, String> compiled =
                Map.of(
                        "engine.CompileImmediately", "true",
                        "engine.BackgroundCompilation", "false",
                        "engine.CompilationFailureAction", "Throw");
        assertEquals(reference("tasks"), lines(report("tasks", compiled)));
    }

    @Test
    void countsLinesThatAreNeverReached() throws Exception {
        String report = report("average", INTERPRETED);
        assertTrue(report.contains("DA:13,0\n"), report);
        assertTrue(report.contains("FNDA:2,average\n"), report);
        assertTrue(report.contains("LF:11\nLH:10\n"), report);
    }

    private static Map<String, Long> reference(String name) throws IOException {
        Path file = DebuggedRun.folder().resolve(name + ".casm");
        Map<String, Long> lines = new TreeMap<>();
        ReferenceInterpreter.run(Files.readAllBytes(file), name, List.of(), ReferenceOptions.NONE)
                .lines()
                .forEach(
                        (position, count) ->
                                lines.put(position.file() + ":" + position.line(), count));
        return lines;
    }

    /** The lines of a report that were executed, each with its file. */
    private static Map<String, Long> lines(String report) {
        Map<String, Long> lines = new TreeMap<>();
        String file = "";
        for (String line : report.lines().toList()) {
            if (line.startsWith("SF:")) {
                file = line.substring(line.lastIndexOf('/') + 1);
            } else if (line.startsWith("DA:") && !line.endsWith(",0")) {
                String[] fields = line.substring(3).split(",", 2);
                lines.put(file + ":" + fields[0], Long.valueOf(fields[1]));
            }
        }
        return lines;
    }

    private static String report(String name, Map<String, String> options) throws Exception {
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        GuestThread.call(
                () -> {
                    try (Engine engine =
                            Engine.newBuilder()
                                    .allowExperimentalOptions(true)
                                    .options(options)
                                    .option("casmcoverage", "true")
                                    .option("casmcoverage.Output", "lcov")
                                    .out(report)
                                    .build()) {
                        run(engine, name);
                    }
                    return null;
                });
        return report.toString(StandardCharsets.UTF_8);
    }

    private static void run(Engine engine, String name) throws IOException {
        Path folder = DebuggedRun.folder();
        try (Context context =
                Context.newBuilder("casm")
                        .engine(engine)
                        .allowExperimentalOptions(true)
                        .option("casm.SourceRoot", folder.toString())
                        .option("casm.BuildAll", "true")
                        .out(OutputStream.nullOutputStream())
                        .build()) {
            context.eval(
                    Source.newBuilder("casm", folder.resolve(name + ".casm").toFile()).build());
        } catch (PolyglotException failure) {
            assertEquals("division by zero", failure.getMessage());
        }
    }

    @Test
    void aReportThatCannotBeWrittenIsNamed() {
        String capsule = ProjectFiles.root().resolve("examples/hello.casm").toString();
        CommandRun run =
                CommandRun.casm(
                        "run", "--coverage", "--coverage.OutputFile=no/such/folder/x", capsule);
        assertEquals("Hello from a capsule!\n", run.out());
        assertEquals("coverage: cannot write no/such/folder/x: no such folder\n", run.err());
    }
}
