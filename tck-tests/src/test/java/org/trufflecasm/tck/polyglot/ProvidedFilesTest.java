package org.trufflecasm.tck.polyglot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trufflecasm.tck.CommandRun;

/** Files whose functions are capabilities: {@code casm run --provide}, run as users do. */
@Timeout(300)
class ProvidedFilesTest {
    private static final String PRINT = "{'op':'cap_call','name':'io.print','argc':1}";

    @TempDir Path folder;

    /**
     * A capsule whose entry has a body, and that has two more functions: {@code twice(x)}, and
     * {@code forever()}.
     */
    private Path capsule(String... body) throws Exception {
        String text =
                "{'version':'1.0','manifest':{'permissions':['io.print','host.*']},'functions':{"
                        + "'main':{'params':[],'body':["
                        + String.join(",", body)
                        + "]},'twice':{'params':['x'],'body':[{'op':'load','name':'x'},"
                        + "{'op':'push_int','value':2},{'op':'mul'},{'op':'ret'}]},"
                        + "'forever':{'params':[],'body':[{'op':'label','name':'l'},"
                        + "{'op':'jmp','target':'l'}]}}}";
        return Files.writeString(folder.resolve("test.casm"), text.replace('\'', '"'));
    }

    private static String call(String name, int count) {
        return "{'op':'cap_call','name':'" + name + "','argc':" + count + "}";
    }

    private static String pushInt(long value) {
        return "{'op':'push_int','value':" + value + "}";
    }

    private static String pushFunction(String name) {
        return "{'op':'push_fn','function':'" + name + "'}";
    }

    /** Runs a capsule with what a JavaScript file exports. */
    private CommandRun run(String javaScript, Path capsule, String... options) throws Exception {
        Path host = Files.writeString(folder.resolve("host.js"), javaScript);
        List<String> arguments = new ArrayList<>(List.of("run", "--provide", host.toString()));
        arguments.addAll(List.of(options));
        arguments.add(capsule.toString());
        return CommandRun.casm(arguments.toArray(new String[0]));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    export const host = {f(x) { return x + 1; }};        | 42
                    export const host = {k: 2, f(x) { return this.k; }}; | 2
                    export const host = {f: (x) => 'text'};              | text
                    export const host = {f: (x) => [x, null, {a: 1.5}]}; | [41, null, {a: 1.5}]
                    export const host = {f: (x) => undefined};           | null
                    export const host = {f: (x) => 2 ** 40};             | 1099511627776
                    export const host = {f: (x) => new Map([['a', 1]])}; | {a: 1}
                    export const host = {f: (x) => () => 1};             | <foreign>
                    export const host = {f: (x) => Symbol()};            | <foreign>
                    export const host = {f: (x) => typeof Java + typeof Packages}; | undefinedundefined
                    """)
    void resultsTakeTheGuestsForm(String javaScript, String printed) throws Exception {
        Path capsule = capsule(pushInt(41), call("host.f", 1), PRINT);
        CommandRun result = run(javaScript, capsule);
        assertEquals(printed + "\n", result.out(), result.err());
        assertEquals(0, result.status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    throw new RangeError('no'); | CapabilityError | host.f: RangeError: no
                    throw 'text';               | CapabilityError | host.f: text
                    throw null;                 | CapabilityError | host.f
                    throw {a: 1};               | CapabilityError | host.f
                    undefined.x;                | CapabilityError | host.f: TypeError
                    Polyglot.eval('casm', '{}') | CapabilityError | host.f
                    load('/etc/passwd')         | CapabilityError | host.f
                    const c = []; c.push(c); return c; | CapabilityError | contains itself
                    const p = new Proxy({}, {ownKeys() { throw new Error('trap'); }}); return p; \
                    | CapabilityError | trap
                    const p = new Proxy([], {get() { throw new Error('trap'); }}); return p; \
                    | CapabilityError | trap
                    f()                         | CapabilityError | host.f: ReferenceError
                    """)
    void failuresAreCapabilityErrors(String body, String kind, String message) throws Exception {
        Path capsule = capsule(call("host.f", 0), PRINT);
        CommandRun result = run("export const host = {f() {" + body + "}};", capsule);
        assertTrue(result.err().contains("error[" + kind + "]"), result.err());
        assertTrue(result.err().contains(message), result.err());
        assertEquals(1, result.status());
    }

    @Test
    void capsulesHandleThem() throws Exception {
        Path capsule =
                capsule(
                        "{'op':'enter_try','target':'caught'}",
                        call("host.f", 0),
                        "{'op':'label','name':'caught'}",
                        PRINT);
        CommandRun result =
                run("export const host = {f() { throw new Error('handled'); }};", capsule);
        assertEquals("host.f: Error: handled\n", result.out(), result.err());
    }

    @Test
    void aFunctionThatIsPassedIsCalledBack() throws Exception {
        Path capsule = capsule(pushFunction("twice"), pushInt(21), call("host.apply", 2), PRINT);
        String host = "export const host = {apply: (f, x) => f(x)};";
        assertEquals("42\n", run(host, capsule).out());
        host = "export const host = {apply: (f, x) => f('x')};";
        CommandRun result = run(host, capsule);
        assertTrue(result.err().contains("expected numeric, got str"), result.err());
    }

    @Test
    void argumentsAreBorrowedWhileTheCallRuns() throws Exception {
        Path capsule =
                capsule(
                        "{'op':'new_array'}",
                        pushInt(1),
                        "{'op':'arr_push'}",
                        call("host.f", 1),
                        PRINT,
                        call("host.g", 0),
                        PRINT);
        String read =
                "export let kept; export const host = {f(a) { kept = a; return a[0] + a.length; }, g() { return kept[0]; }};";
        CommandRun result = run(read, capsule);
        assertEquals("2\n", result.out(), result.err());
        assertTrue(result.err().contains("InvalidReference"), result.err());
        String write = "export const host = {f(a) { a[0] = 5; return a; }, g() {}};";
        assertTrue(run(write, capsule).err().contains("BorrowError"), run(write, capsule).err());
    }

    @Test
    void limitsEndTheRunWhateverJavaScriptCatches() throws Exception {
        String host =
                "export const host = {f(g) { for (;;) { try { g(); } catch (e) { return 1; } } }};";
        Path capsule = capsule(pushFunction("forever"), call("host.f", 1), PRINT);
        CommandRun result = run(host, capsule, "--max-steps", "10000");
        assertTrue(result.err().contains("error[StepQuota]"), result.err() + result.out());
        result = run(host, capsule, "--timeout", "500");
        assertTrue(result.err().contains("error[Timeout]"), result.err() + result.out());
        result =
                run(
                        "export const host = {f(g) { for (;;) { try { for (;;); } catch (e) {} } }};",
                        capsule,
                        "--capability-timeout",
                        "300");
        assertTrue(result.err().contains("error[CapabilityTimeout]"), result.err());
        result = run("export const host = {f(g) { return host.f(g); }};", capsule);
        assertEquals(1, result.status(), result.err());
        assertTrue(result.err().contains("error["), result.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"interpreter", "auto"})
    void stepsOfCallBacksCount(String tier) throws Exception {
        String host = "export const host = {f(g, x) { return g(g(x)); }};";
        Path capsule =
                capsule(
                        pushFunction("twice"),
                        pushInt(3),
                        call("host.f", 2),
                        pushInt(1),
                        "{'op':'add'}",
                        PRINT);
        // 7 of the entry with its return, 4 for each of two calls back.
        int steps = 6 + 2 * 4;
        CommandRun result =
                run(host, capsule, "--tier", tier, "--max-steps", String.valueOf(steps));
        assertEquals("13\n", result.out(), result.err());
        for (int limit = 1; limit < steps; limit++) {
            result = run(host, capsule, "--tier", tier, "--max-steps", String.valueOf(limit));
            assertTrue(result.err().contains("error[StepQuota]"), limit + result.err());
            assertEquals("", result.out(), () -> "with fewer than " + steps);
        }
    }

    @Test
    void manifestAndHostDecideAsForEveryCapability() throws Exception {
        String host = "export const host = {f: () => 1}; export const other = {f: () => 1};";
        Path capsule = capsule(call("host.f", 0), PRINT);
        assertTrue(run(host, capsule, "--deny", "host.f").err().contains("CapabilityDenied"));
        capsule = capsule(call("other.f", 0), PRINT);
        assertTrue(run(host, capsule).err().contains("error[CapabilityDenied]"));
    }

    @Test
    void anotherCapsulesFunctionsAreCapabilities() throws Exception {
        Path capsule = capsule(pushInt(4), call("host.twice", 1), PRINT);
        Path provider = folder.resolve("host.casm");
        Files.copy(capsule, provider);
        CommandRun result =
                CommandRun.casm("run", "--provide", provider.toString(), capsule.toString());
        assertEquals("8\n", result.out(), result.err());
    }

    @Test
    void aFileThatFailsIsNamed() throws Exception {
        Path capsule = capsule(PRINT);
        CommandRun result = run("export const x = ;", capsule);
        assertTrue(result.err().contains("host.js"), result.err());
        assertTrue(result.err().contains("SyntaxError"), result.err());
        assertEquals(2, result.status());
        assertTrue(run("export const x = 1;", capsule).err().contains("exports no function"));
        result = CommandRun.casm("run", "--provide", "missing.js", capsule.toString());
        assertEquals(2, result.status());
        assertTrue(result.err().contains("missing.js"), result.err());
        Files.writeString(folder.resolve("bad.casm"), "{");
        result =
                CommandRun.casm(
                        "run",
                        "--provide",
                        folder.resolve("bad.casm").toString(),
                        capsule.toString());
        assertEquals(2, result.status());
        assertTrue(result.err().contains("bad.casm"), result.err());
    }
}
