package org.trufflecasm.tck.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.ByteSequence;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules of the Crab virtual machine, their natives, and capsules of the other family. */
class CrabHostTest {
    private static final String LIBRARY =
            """
            .crab 1
            .func main 0 0 0
            .func sub 2 1 0
                SUB
            .func kind 1 1 0
                TYPE_OF
            .entry main
            """;

    private static final String HALF =
            """
            {"version":"1.0","manifest":{"permissions":[]},"entry":"main","functions":{
              "main":{"params":[],"body":[]},
              "pair":{"params":[],"body":[{"op":"new_array","size":0},{"op":"ret"}]},
              "half":{"params":["n"],"body":[
                {"op":"load","name":"n"},{"op":"push_int","value":2},{"op":"div"},{"op":"ret"}]}}}
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Context context =
            Context.newBuilder("casm")
                    .allowAllAccess(true)
                    .out(out)
                    .option("casm.Deny", "")
                    .build();

    @AfterEach
    void close() {
        context.close();
    }

    private Value evaluate(String text, String type) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        return context.eval(
                Source.newBuilder("casm", ByteSequence.create(content), "test")
                        .mimeType(type)
                        .cached(false)
                        .buildLiteral());
    }

    private Value run(String text) {
        return evaluate(text, "application/x-casm");
    }

    private Value load(String text) {
        return evaluate(text, "application/x-casm+module-binary");
    }

    private void provide(String name, Object function) {
        context.getBindings("casm").getMember("provide").execute(name, function);
    }

    private void grant(String name) {
        context.getBindings("casm").getMember("grant").execute(name);
    }

    private static String crush(String manifest, String code) {
        return "{\"version\":\"1.0\",\"manifest\":{\"permissions\":["
                + manifest
                + "]},\"entry\":\"main\",\"functions\":{\"main\":{\"params\":[],\"body\":["
                + code
                + "]}}}";
    }

    private static String calling(String natives, String code) {
        return ".crab 1\n" + natives + "\n.func main 0 1 0\n" + code + "\n.entry main\n";
    }

    private String failure(String text) {
        PolyglotException failure = assertThrows(PolyglotException.class, () -> run(text));
        return failure.getGuestObject().getMember("kind").asString() + ": " + failure.getMessage();
    }

    @Test
    void hostsCallFunctionsWithNumbers() {
        Value library = load(LIBRARY);
        assertEquals(3, library.getMember("sub").execute(5, 2).asInt());
        assertEquals(2.5, library.getMember("sub").execute(5, 2.5).asDouble());
        assertEquals("number", library.getMember("kind").execute(7).asString());
        assertEquals("string", library.getMember("kind").execute("7").asString());
        PolyglotException refused =
                assertThrows(
                        PolyglotException.class,
                        () -> library.getMember("kind").execute(ProxyArray.fromArray(1)));
        assertEquals(
                "an argument of 'kind' is no number, string, boolean or nil", refused.getMessage());
    }

    @Test
    void capsulesOfTheOtherFamilyCallModules() {
        provide("lib.sub", load(LIBRARY).getMember("sub"));
        String call =
                "{\"op\":\"push_int\",\"value\":9},{\"op\":\"push_int\",\"value\":4},"
                        + "{\"op\":\"cap_call\",\"name\":\"lib.sub\",\"argc\":2},{\"op\":\"ret\"}";
        assertEquals(
                "CapabilityDenied: capability denied by host: lib.sub",
                failure(crush("\"lib.sub\"", call)));
        grant("lib.sub");
        assertEquals(
                "CapabilityDenied: capability not declared in manifest: lib.sub",
                failure(crush("", call)));
        assertEquals(5, run(crush("\"lib.sub\"", call)).asInt());
    }

    @Test
    void modulesCallCapsulesOfTheOtherFamily() {
        Value capsule = load(HALF);
        provide("crush.half", capsule.getMember("half"));
        provide("crush.pair", capsule.getMember("pair"));
        String call =
                calling(
                        ".native crush.half 1 1",
                        "LOAD_CONST =9\nCALL_NATIVE crush.half\nPRINT\n"
                                + "LOAD_CONST =9.5\nCALL_NATIVE crush.half");
        assertEquals("CapabilityDenied: capability denied by host: crush.half", failure(call));
        grant("crush.*");
        assertEquals(4.75, run(call).asDouble());
        assertEquals("4\n", out.toString(StandardCharsets.UTF_8));
        assertEquals(
                "TypeError: what 'crush.pair' gives is no number, string, boolean or nil",
                failure(calling(".native crush.pair 0 1", "CALL_NATIVE crush.pair")));
    }

    @Test
    void functionsOfTheHostAreNatives() {
        provide("host.join", (ProxyExecutable) v -> v[0].asString() + v[1].asInt());
        grant("host.*");
        String code = "LOAD_CONST =\"a\"\nLOAD_CONST =2\nCALL_NATIVE host.join";
        assertEquals("a2", run(calling(".native host.join 2 1", code)).asString());
        assertEquals(
                "UnknownCapability: Undefined native: host.other",
                failure(calling(".native host.other 0 1", "CALL_NATIVE host.other")));
    }

    @Test
    void capabilitiesThatComeWithTheLanguageAreNatives() {
        String natives = ".native str.upper 1 1\n.native math.pow 2 1\n.native io.print 1 0";
        assertEquals(
                "TypeError: Cannot add these types",
                failure(
                        calling(
                                natives,
                                "LOAD_CONST =2\nLOAD_CONST =10\nCALL_NATIVE math.pow\n"
                                        + "CALL_NATIVE io.print\nLOAD_CONST =1\nLOAD_CONST =nil\nADD")));
        assertEquals("1024\n", out.toString(StandardCharsets.UTF_8).replace(".0", ""));
        assertEquals(
                "ArityMismatch: Native 'math.pow' takes 2 arguments and gives 1 results",
                failure(calling(".native math.pow 1 1", "LOAD_CONST =2\nCALL_NATIVE math.pow")));
        assertEquals(
                "ArityMismatch: Native 'io.print' takes any number of arguments and gives 0 results",
                failure(calling(".native io.print 0 1", "CALL_NATIVE io.print")));
    }

    @Test
    void functionsOfCLibrariesAreNativesWhereTheHostNamesThem(@TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("c.symbols");
        Files.writeString(file, "# the C library\nc.labs = - labs (i64)->i64\n");
        byte[] module =
                calling(".native c.labs 1 1", "LOAD_CONST =-3\nCALL_NATIVE c.labs")
                        .getBytes(StandardCharsets.UTF_8);
        Source source =
                Source.newBuilder("casm", ByteSequence.create(module), "test")
                        .mimeType("application/x-casm")
                        .buildLiteral();
        try (Context other = withSymbols(file).option("casm.Grant", "c.*").build()) {
            assertEquals(3, other.eval(source).asInt());
        }
        try (Context other = withSymbols(file).build()) {
            assertEquals(
                    "capability denied by host: c.labs",
                    assertThrows(PolyglotException.class, () -> other.eval(source)).getMessage());
        }
        Files.writeString(file, "\nc.nothing = - there_is_no_such_thing ()->void\n");
        try (Context other = withSymbols(file).build()) {
            String message =
                    assertThrows(PolyglotException.class, () -> other.eval(source)).getMessage();
            assertTrue(
                    message.endsWith("c.symbols, line 2: - has no symbol there_is_no_such_thing"),
                    message);
        }
        try (Context other =
                Context.newBuilder("casm").option("casm.NativeSymbols", file.toString()).build()) {
            String message =
                    assertThrows(PolyglotException.class, () -> other.eval(source)).getMessage();
            assertTrue(message.contains("allows native access"), message);
        }
    }

    private static Context.Builder withSymbols(Path file) {
        return Context.newBuilder("casm")
                .allowNativeAccess(true)
                .option("casm.NativeSymbols", file.toString());
    }

    @Test
    void eachRunBeginsWithoutGlobals() {
        String text =
                """
                .crab 1
                .global g
                .func main 0 1 0
                    LOAD_CONST =1
                    STORE_GLOBAL g
                    LOAD_GLOBAL g
                .func get 0 1 0
                    LOAD_GLOBAL g
                .entry main
                """;
        Value module = load(text);
        assertEquals(1, module.getMember("main").execute().asInt());
        assertEquals(
                "Undefined variable: g",
                assertThrows(PolyglotException.class, () -> module.getMember("get").execute())
                        .getMessage());
    }
}
