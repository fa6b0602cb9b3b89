package org.trufflecasm.tck.polyglot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.trufflecasm.launcher.CasmCommandLine;
import org.trufflecasm.launcher.Console;
import org.trufflecasm.tck.ProjectFiles;

/** What holds for capabilities of each language that takes part, and for its view of values. */
@Timeout(300)
class ProvidedLanguagesTest {
    private static final Map<String, String> SUFFIXES = Map.of("js", ".js", "python", ".py");

    /** Makes {@code main} pass {@code [41, 1]} to {@code host.f}, and print what it gives. */
    private static final String CAPSULE =
            "{'version':'1.0','manifest':{'permissions':['io.print','host.f']},'functions':{'main':"
                    + "{'params':[],'body':[{'op':'push_int','value':41},{'op':'push_int','value':1},"
                    + "{'op':'new_array','size':2},{'op':'cap_call','name':'host.f','argc':1},"
                    + "{'op':'cap_call','name':'io.print','argc':1}]}}}";

    /**
     * @param body of {@code host.f(x)}, in one line
     * @param options of the command
     * @param says what the command prints, or its first line on standard error
     */
    private record Case(String body, List<String> options, String says) {}

    private static final Map<String, List<Case>> CASES =
            Map.of(
                    "js",
                    List.of(
                            new Case(
                                    "return [x.length, x[0], x.at(-1), [...x], x.includes(3)]",
                                    List.of(),
                                    "[2, 41, 1, [41, 1], false]"),
                            new Case(
                                    "throw new RangeError('no')",
                                    List.of(),
                                    "error[CapabilityError]: host.f: RangeError: no")),
                    "python",
                    List.of(
                            new Case(
                                    "return [len(x), x[0], x[-1], sum(x), list(x), 3 in x]",
                                    List.of(),
                                    "[2, 41, 1, 42, [41, 1], false]"),
                            new Case(
                                    "raise ValueError('no')",
                                    List.of(),
                                    "error[CapabilityError]: host.f: ValueError: no"),
                            new Case(
                                    "return open('/etc/passwd').read()",
                                    List.of(),
                                    "error[CapabilityError]: host.f: PermissionError: [Errno 1]"
                                            + " Operation not permitted: '/etc/passwd'"),
                            new Case(
                                    "import java; return java.type('java.lang.System')",
                                    List.of(),
                                    "error[CapabilityError]: host.f: NotImplementedError: host"
                                            + " lookup is not allowed"),
                            new Case(
                                    "import polyglot; return polyglot.eval(language='casm',"
                                            + " string='{}')",
                                    List.of(),
                                    "error[CapabilityError]: host.f: RuntimeError: polyglot access"
                                            + " is not allowed"),
                            new Case(
                                    "import subprocess; subprocess.run(['echo'])",
                                    List.of(),
                                    "error[CapabilityError]: host.f: PermissionError: [Errno 1]"
                                            + " Operation not permitted"),
                            new Case(
                                    "import socket; socket.create_connection(('127.0.0.1', 80))",
                                    List.of(),
                                    "error[CapabilityError]: host.f: getaddrinfo was excluded"),
                            new Case(
                                    "import threading; threading.Thread(target=print).start()",
                                    List.of(),
                                    "error[CapabilityError]: host.f: Creating threads is not"
                                            + " allowed."),
                            new Case(
                                    "exec('while True: pass')",
                                    List.of("--timeout", "2000"),
                                    "error[Timeout]: timeout exceeded (2000 ms)")));

    private static final Map<String, String> FILES =
            Map.of(
                    "js", "export const host = {f(x) { %s; }};\n",
                    "python", "class host:\n    @staticmethod\n    def f(x): %s\n");

    @TempDir Path folder;

    @TestFactory
    List<DynamicTest> functionsOfFilesAreCapabilities() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String language : ForeignLanguages.ids()) {
            for (Case each : CASES.get(language)) {
                tests.add(dynamicTest(language + ": " + each.body(), () -> check(language, each)));
            }
        }
        return tests;
    }

    private void check(String language, Case expected) throws IOException {
        Path host = folder.resolve("host" + SUFFIXES.get(language));
        Files.writeString(host, FILES.get(language).formatted(expected.body()));
        Path capsule = folder.resolve("test.casm");
        Files.writeString(capsule, CAPSULE.replace('\'', '"'));
        List<String> arguments = new ArrayList<>(List.of("run", "--provide", host.toString()));
        arguments.addAll(expected.options());
        arguments.add(capsule.toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CasmCommandLine.execute(
                new Console(InputStream.nullInputStream(), out, err),
                arguments.toArray(new String[0]));
        String printed =
                out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
        assertEquals(expected.says(), printed.lines().findFirst().orElse(""), printed);
    }

    /** With the languages that the build has assembled. */
    @TestFactory
    List<DynamicTest> theBuiltCommandHasThem() {
        Map<String, String> names = Map.of("js", "JavaScript", "python", "Python");
        return ForeignLanguages.ids().stream()
                .map(
                        language ->
                                dynamicTest(
                                        language,
                                        () ->
                                                assertEquals(
                                                        "Hello, Ada, from "
                                                                + names.get(language)
                                                                + "!\n6.5\n",
                                                        greeting(SUFFIXES.get(language)))))
                .toList();
    }

    private static String greeting(String suffix) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                ProjectFiles.root() + "/native/target/casm/bin/casm",
                                "run",
                                "--provide",
                                "examples/polyglot/host" + suffix,
                                "examples/polyglot/greet.casm")
                        .directory(ProjectFiles.root().toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    /** The type of one value of a capsule tells which others are of the same. */
    @TestFactory
    List<DynamicTest> typesAreMetaObjects() {
        Map<String, String> asks =
                Map.of(
                        "js", "(value, type) => value instanceof type",
                        "python", "lambda value, type: isinstance(value, type)");
        return ForeignLanguages.ids().stream()
                .map(language -> dynamicTest(language, () -> types(language, asks.get(language))))
                .toList();
    }

    private static void types(String language, String ask) throws Exception {
        ForeignLanguages.output(
                language,
                host -> host,
                context -> {
                    Value library =
                            context.eval(
                                    Source.newBuilder(
                                                    "casm",
                                                    ForeignLanguages.programs()
                                                            .resolve("library.casm")
                                                            .toFile())
                                            .mimeType("application/x-casm+module")
                                            .build());
                    Value isOf = context.eval(language, ask);
                    Value array = library.getMember("numbers").execute(3);
                    Value map = library.getMember("person").execute("Ada", 36);
                    assertEquals("array", array.getMetaObject().getMetaSimpleName());
                    assertEquals("map", map.getMetaObject().getMetaSimpleName());
                    Value other = library.getMember("numbers").execute(0);
                    assertEquals(true, isOf.execute(other, array.getMetaObject()).asBoolean());
                    assertEquals(false, isOf.execute(map, array.getMetaObject()).asBoolean());
                    assertEquals(true, isOf.execute(map, map.getMetaObject()).asBoolean());
                });
    }
}
