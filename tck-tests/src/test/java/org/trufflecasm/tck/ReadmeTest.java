package org.trufflecasm.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What README.md and the pages with commands show must be what happens: the commands print what
 * stands below them, and the Java snippet compiles and prints what stands in the block behind it.
 */
class ReadmeTest {
    private static final Path ROOT = ProjectFiles.root();
    private static final String README = "README.md";

    /** The pages whose commands are executed. */
    private static final List<String> PAGES =
            List.of(
                    README,
                    "docs/formats.md",
                    "docs/formats/crab.md",
                    "docs/capabilities.md",
                    "docs/running.md",
                    "docs/embedding.md",
                    "docs/polyglot.md",
                    "docs/tools.md");

    /** What {@code ./casm} starts once it is built; relative to the root. */
    private static final String STARTED = "native/target/casm/bin/casm";

    private static final String COMMAND = "./casm";
    private static final String TEST_COMMAND = "mvn verify -Ppython";
    private static final String PROMPT = "$ ";
    private static final String FENCE = "```";
    private static final Pattern CLASS_NAME =
            Pattern.compile("^(?:public )?class (\\w+)", Pattern.MULTILINE);
    private static final int MINUTES = 5;

    @TempDir Path folder;

    /** A fenced block; {@code language} is what stands behind its fence. */
    private record Block(String language, String text) {}

    /** A command with what it prints, standard output and standard error as they come. */
    private record Shown(String command, String output) {}

    @TestFactory
    Stream<DynamicTest> commandsPrintWhatStandsBelowThem() throws IOException {
        List<Shown> commands = commands();
        assertTrue(
                commands.stream().anyMatch(shown -> isCasm(shown.command)),
                "no ./casm in README.md");
        assertTrue(
                commands.stream().anyMatch(shown -> shown.command.equals(TEST_COMMAND)),
                "README.md does not say how to run the tests");
        return commands.stream().map(shown -> dynamicTest(shown.command, () -> check(shown)));
    }

    @Test
    void javaSnippetPrintsWhatStandsBehindIt() throws Exception {
        List<Block> blocks = new ArrayList<>();
        for (String page : PAGES) {
            blocks.addAll(blocks(page));
        }
        int found = 0;
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).language.equals("java")) {
                found++;
                assertTrue(
                        i + 1 < blocks.size() && blocks.get(i + 1).language.equals("text"),
                        "the block behind a java block must be a text block with what it prints");
                assertEquals(blocks.get(i + 1).text, compileAndRun(blocks.get(i).text));
            }
        }
        assertFalse(found == 0, "no java block in the pages");
    }

    private void check(Shown shown) throws IOException, InterruptedException {
        if (isCasm(shown.command)) {
            assertEquals(shown.output, run(shown.command));
        } else {
            assertEquals(
                    TEST_COMMAND, shown.command, "only ./casm and the test command are expected");
        }
    }

    private static boolean isCasm(String command) {
        return command.startsWith(COMMAND + " ");
    }

    private String run(String command) throws IOException, InterruptedException {
        assertTrue(
                Files.isExecutable(ROOT.resolve(STARTED)),
                () ->
                        "not built: "
                                + STARTED
                                + " ("
                                + TEST_COMMAND
                                + " builds it before this test)");
        Path output = folder.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(
                                "sh", "-c", "exec " + STARTED + command.substring(COMMAND.length()))
                        .directory(ROOT.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        // The folder for the files that a page writes.
        builder.environment().put("T", folder.toString());
        // Java would announce these.
        builder.environment()
                .keySet()
                .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            fail("still running after " + MINUTES + " minutes: " + command);
        }
        return Files.readString(output);
    }

    private String compileAndRun(String code) throws Exception {
        Matcher matcher = CLASS_NAME.matcher(code);
        assertTrue(matcher.find(), "a java block must hold a class");
        String name = matcher.group(1);
        compile(name, code);
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                        new URLClassLoader(
                                new URL[] {folder.toUri().toURL()},
                                ReadmeTest.class.getClassLoader());
                PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            Method main = loader.loadClass(name).getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            System.setOut(out);
            main.invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** Puts the class files into the folder. */
    private void compile(String name, String code) throws IOException {
        JavaFileObject source =
                new SimpleJavaFileObject(
                        URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return code;
                    }
                };
        JavaSources.compile(folder, files -> List.of(source));
    }

    private static List<Shown> commands() throws IOException {
        List<Shown> commands = new ArrayList<>();
        for (String page : PAGES) {
            for (Block block : blocks(page)) {
                if (block.language.equals("console")) {
                    addCommands(block.text, commands);
                }
            }
        }
        return commands;
    }

    private static void addCommands(String console, List<Shown> commands) {
        String command = null;
        StringBuilder output = new StringBuilder();
        for (String line : console.lines().toList()) {
            if (line.startsWith(PROMPT)) {
                if (command != null) {
                    commands.add(new Shown(command, output.toString()));
                }
                command = line.substring(PROMPT.length());
                output.setLength(0);
            } else {
                assertTrue(
                        command != null,
                        () -> "a console block must begin with '$ ', not: " + line);
                output.append(line).append('\n');
            }
        }
        if (command != null) {
            commands.add(new Shown(command, output.toString()));
        }
    }

    /** The fenced blocks of a page; each line of a text ends with a line feed. */
    private static List<Block> blocks(String page) throws IOException {
        List<Block> blocks = new ArrayList<>();
        String language = null;
        StringBuilder text = new StringBuilder();
        for (String line : Files.readAllLines(ROOT.resolve(page))) {
            if (!line.startsWith(FENCE)) {
                text.append(line).append('\n');
            } else if (language == null) {
                language = line.substring(FENCE.length()).strip();
                text.setLength(0);
            } else {
                blocks.add(new Block(language, text.toString()));
                language = null;
            }
        }
        assertTrue(language == null, "a fenced block of " + page + " has no end");
        return blocks;
    }
}
