package org.trufflecasm.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.Test;

/**
 * Capsules that run one after the other in one context: what the later ones see of the earlier
 * ones.
 */
class LinkedCapsulesTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Context context(Map<String, String> options) {
        return Context.newBuilder("casm").options(options).out(out).build();
    }

    /** A capsule; a single quote stands for a double one. */
    private static String capsule(String permission, String limits, String... functions) {
        return ("{'manifest':{'permissions':["
                        + (permission.isEmpty() ? "" : "'" + permission + "'")
                        + "],'limits':{"
                        + limits
                        + "}},'functions':{"
                        + String.join(",", functions)
                        + "}}")
                .replace('\'', '"');
    }

    private static String function(String name, String body) {
        return "'" + name + "':{'body':[" + body + "]}";
    }

    private static String export(String name) {
        return "{'op':'export_var','name':'" + name + "'}";
    }

    private static String exportInt(String name, int value) {
        return "{'op':'push_int','value':" + value + "}," + export(name);
    }

    private static String importing(String name) {
        return "{'op':'import_var','name':'" + name + "'}";
    }

    private static final String RET = ",{'op':'ret'}";

    private static String main(String body) {
        return capsule("", "", function("main", body));
    }

    @Test
    void theOwnTableComesFirstThenTheLatest() {
        try (Context context = context(Map.of())) {
            context.eval("casm", main(exportInt("a", 1) + "," + exportInt("b", 1)));
            context.eval("casm", main(exportInt("a", 2)));
            Value third =
                    context.parse(
                            "casm",
                            main(
                                    importing("a")
                                            + ","
                                            + exportInt("a", 3)
                                            + ","
                                            + importing("a")
                                            + ","
                                            + importing("b")
                                            + ",{'op':'new_array','size':3}"
                                            + RET));
            assertEquals("[2, 3, 1]", third.execute().toString());
            assertEquals("[3, 3, 1]", third.execute().toString(), "its table outlives the run");
        }
    }

    @Test
    void theCapsuleThatRanLastIsTheLatest() {
        try (Context context = context(Map.of())) {
            Value first = context.parse("casm", main(exportInt("a", 1)));
            Value second = context.parse("casm", main(exportInt("a", 2)));
            Value reader = context.parse("casm", main(importing("a") + RET));
            first.execute();
            second.execute();
            assertEquals(2, reader.execute().asInt());
            first.execute();
            assertEquals(1, reader.execute().asInt());
        }
    }

    @Test
    void whatNobodyExportedIsUninitialised() {
        try (Context context = context(Map.of())) {
            context.eval("casm", main(exportInt("a", 1)));
            PolyglotException failure =
                    assertThrows(
                            PolyglotException.class,
                            () -> context.eval("casm", main(importing("b") + RET)));
            assertEquals("load from uninitialised variable 'b'", failure.getMessage());
        }
        try (Context other = context(Map.of())) {
            assertThrows(
                    PolyglotException.class, () -> other.eval("casm", main(importing("a") + RET)));
        }
    }

    private static final String PRINTING_LIBRARY =
            "{'op':'push_fn','function':'say'}," + export("say");

    private static final String SAY =
            "'say':{'params':['x'],'body':[{'op':'load','name':'x'},"
                    + "{'op':'cap_call','name':'io.print','argc':1},{'op':'push_int','value':7},"
                    + "{'op':'ret'}]}";

    private static String sayHello(String permission, String limits) {
        return capsule(
                permission,
                limits,
                function(
                        "main",
                        importing("say")
                                + ",{'op':'push_str','value':'hello'},{'op':'call_value','argc':1}"
                                + RET));
    }

    /** A function may do what its own capsule asks for, whatever its caller asks for. */
    @Test
    void aFunctionRunsUnderItsOwnManifest() {
        try (Context context = context(Map.of())) {
            context.eval("casm", capsule("io.print", "", function("main", PRINTING_LIBRARY), SAY));
            assertEquals(7, context.eval("casm", sayHello("", "")).asInt());
            assertEquals("hello\n", out.toString(StandardCharsets.UTF_8));
        }
        try (Context context = context(Map.of())) {
            context.eval("casm", capsule("", "", function("main", PRINTING_LIBRARY), SAY));
            PolyglotException failure =
                    assertThrows(
                            PolyglotException.class,
                            () -> context.eval("casm", sayHello("io.print", "")));
            assertEquals("capability not declared in manifest: io.print", failure.getMessage());
        }
    }

    private static final String LOOP_LIBRARY =
            capsule(
                    "",
                    "",
                    function("main", "{'op':'push_fn','function':'loop'}," + export("loop")),
                    function("loop", "{'op':'jmp','target':0}"));

    private static String callImported(String name, String limits) {
        return capsule(
                "",
                limits,
                function("main", importing(name) + ",{'op':'call_value','argc':0}" + RET));
    }

    /** The limits are those of the run, also those that only the main capsule sets for itself. */
    @Test
    void aFunctionCountsWhatTheRunCounts() {
        try (Context context = context(Map.of())) {
            context.eval("casm", LOOP_LIBRARY);
            PolyglotException failure =
                    assertThrows(
                            PolyglotException.class,
                            () -> context.eval("casm", callImported("loop", "'max_steps':1000")));
            assertEquals("instruction quota exceeded (1000)", failure.getMessage());
        }
    }

    @Test
    void aLimitOfTheLibraryEndsWithItsRun() {
        String library =
                capsule(
                        "",
                        "'max_steps':10",
                        function("main", "{'op':'push_fn','function':'f'}," + export("f")),
                        function(
                                "f",
                                "{'op':'nop'},".repeat(50) + "{'op':'push_int','value':5}" + RET));
        try (Context context = context(Map.of())) {
            context.eval("casm", library);
            assertEquals(5, context.eval("casm", callImported("f", "")).asInt());
        }
    }

    @Test
    void framesOfTwoCapsulesAreInOneTrace() {
        String library =
                capsule(
                        "",
                        "",
                        function("main", "{'op':'push_fn','function':'f'}," + export("f")),
                        function(
                                "f",
                                "{'op':'push_int','value':1},{'op':'push_int','value':0},{'op':'div'}"
                                        + RET));
        try (Context context = context(Map.of())) {
            context.eval("casm", library);
            PolyglotException failure =
                    assertThrows(
                            PolyglotException.class,
                            () -> context.eval("casm", callImported("f", "")));
            Value trace = failure.getGuestObject().getMember("trace");
            assertEquals("f", trace.getArrayElement(0).getMember("function").asString());
            assertEquals(2, trace.getArrayElement(0).getMember("instruction").asInt());
            assertEquals("main", trace.getArrayElement(1).getMember("function").asString());
            assertEquals(1, trace.getArrayElement(1).getMember("instruction").asInt());
        }
    }

    /** The caller has no tasks of its own, and still gives way with what it calls. */
    @Test
    void aFunctionOfAnotherCapsuleMayGiveWay() {
        String library =
                capsule(
                        "io.print",
                        "",
                        function("main", "{'op':'push_fn','function':'f'}," + export("f")),
                        function(
                                "f",
                                "{'op':'spawn','function':'g','argc':0},{'op':'yield'},"
                                        + "{'op':'push_str','value':'f'},"
                                        + "{'op':'cap_call','name':'io.print','argc':1},"
                                        + "{'op':'await'},{'op':'ret'}"),
                        function(
                                "g",
                                "{'op':'push_str','value':'g'},"
                                        + "{'op':'cap_call','name':'io.print','argc':1},"
                                        + "{'op':'push_int','value':9}"
                                        + RET));
        try (Context context = context(Map.of())) {
            Value main = context.parse("casm", callImported("f", ""));
            context.eval("casm", library);
            assertEquals(9, main.execute().asInt());
            assertEquals("g\nf\n", out.toString(StandardCharsets.UTF_8));
        }
    }

    /** A name means a function of the capsule that calls it. */
    @Test
    void namesAreThoseOfTheCaller() {
        String library =
                capsule(
                        "",
                        "",
                        function("main", "{'op':'push_str','value':'f'}," + export("f")),
                        function("f", "{'op':'push_int','value':1}" + RET));
        try (Context context = context(Map.of())) {
            context.eval("casm", library);
            String caller =
                    capsule(
                            "",
                            "",
                            function(
                                    "main", importing("f") + ",{'op':'call_value','argc':0}" + RET),
                            function("f", "{'op':'push_int','value':2}" + RET));
            assertEquals(2, context.eval("casm", caller).asInt());
        }
    }

    @Test
    void functionsOfTwoCapsulesAreNeverEqual() {
        try (Context context = context(Map.of())) {
            context.eval("casm", LOOP_LIBRARY);
            String other =
                    capsule(
                            "",
                            "",
                            function(
                                    "main",
                                    importing("loop")
                                            + ",{'op':'push_fn','function':'loop'},{'op':'eq'}"
                                            + RET),
                            function("loop", "{'op':'jmp','target':0}"));
            assertEquals(false, context.eval("casm", other).asBoolean());
            String same = main(importing("loop") + "," + importing("loop") + ",{'op':'eq'}" + RET);
            assertTrue(context.eval("casm", same).asBoolean());
        }
    }
}
