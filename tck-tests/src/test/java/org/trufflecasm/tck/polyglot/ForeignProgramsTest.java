package org.trufflecasm.tck.polyglot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graalvm.polyglot.Source;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * Programs of other languages that load and call capsules. Each stands in {@code
 * resources/polyglot} with a file of the same name that says what it prints.
 */
@Timeout(300)
class ForeignProgramsTest {
    private static final Map<String, String> SUFFIXES = Map.of("js", ".js", "python", ".py");

    @TestFactory
    List<DynamicTest> printWhatTheySay() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String language : ForeignLanguages.ids()) {
            for (Path program : programs(SUFFIXES.get(language))) {
                tests.add(
                        dynamicTest(
                                program.getFileName().toString(), () -> check(language, program)));
            }
        }
        assertFalse(tests.isEmpty());
        return tests;
    }

    private static List<Path> programs(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(ForeignLanguages.programs())) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        }
    }

    private static void check(String language, Path program) throws Exception {
        Path expected = program.resolveSibling(program.getFileName() + ".out");
        String actual =
                ForeignLanguages.output(
                        language,
                        host -> host,
                        context ->
                                context.eval(
                                        Source.newBuilder(language, program.toFile()).build()));
        assertEquals(Files.readString(expected), actual);
    }
}
