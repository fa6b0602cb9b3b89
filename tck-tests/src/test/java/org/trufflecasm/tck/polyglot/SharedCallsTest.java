package org.trufflecasm.tck.polyglot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.Test;

/**
 * Calls between languages, and within a capsule, in code that the contexts of an engine share: what
 * is called, and what it may, is each context's own, however fast the way there is.
 */
class SharedCallsTest {
    private static final int CONTEXTS = 20;

    /** Enough turns for compiled code to be entered within the loop. */
    private static final int TURNS = 20_000;

    private static final Source CAPSULE =
            Source.newBuilder(
                            "casm",
                            """
                            {'manifest': {'permissions': ['host.next', 'io.print']},
                             'functions': {
                              'main': {'body': [
                               {'op': 'push_int', 'value': 0}, {'op': 'store', 'name': 'x'},
                               {'op': 'push_int', 'value': 0}, {'op': 'store', 'name': 'i'},
                               {'op': 'load', 'name': 'i'}, {'op': 'push_int', 'value': TURNS},
                               {'op': 'lt'}, {'op': 'jmp_if_not', 'target': 19},
                               {'op': 'load', 'name': 'x'},
                               {'op': 'push_float', 'value': 0.5},
                               {'op': 'call', 'name': 'through', 'argc': 2},
                               {'op': 'store', 'name': 'x'},
                               {'op': 'load', 'name': 'i'}, {'op': 'push_int', 'value': 1},
                               {'op': 'add'}, {'op': 'store', 'name': 'i'},
                               {'op': 'jmp', 'target': 4},
                               {'op': 'nop'}, {'op': 'nop'},
                               {'op': 'load', 'name': 'x'}, {'op': 'ret'}]},
                              'through': {'params': ['n', 'unused'], 'body': [
                               {'op': 'load', 'name': 'n'},
                               {'op': 'cap_call', 'name': 'host.next', 'argc': 1},
                               {'op': 'ret'}]},
                              'twice': {'params': ['n'], 'body': [
                               {'op': 'load', 'name': 'n'}, {'op': 'dup'},
                               {'op': 'cap_call', 'name': 'io.print', 'argc': 1},
                               {'op': 'push_int', 'value': 2}, {'op': 'mul'}, {'op': 'ret'}]}}}
                            """
                                    .replace("TURNS", Integer.toString(TURNS))
                                    .replace('\'', '"'),
                            "shared.casm")
                    .mimeType("application/x-casm+module")
                    .buildLiteral();

    private static Engine engine() {
        return Engine.newBuilder("casm", "js")
                .allowExperimentalOptions(true)
                .options(
                        Map.of(
                                "engine.WarnInterpreterOnly", "false",
                                "engine.BackgroundCompilation", "false",
                                "engine.OSRCompilationThreshold", "1000",
                                "engine.CompilationFailureAction", "Throw"))
                .build();
    }

    private static Context context(Engine engine, Map<String, String> options) {
        return Context.newBuilder("casm", "js").engine(engine).options(options).build();
    }

    @Test
    void aContextCallsTheFunctionThatItWasGiven() {
        try (Engine engine = engine()) {
            for (int i = 1; i <= CONTEXTS; i++) {
                try (Context context = context(engine, Map.of("casm.Grant", "host.next"))) {
                    Value provide = context.getBindings("casm").getMember("provide");
                    provide.execute("host.next", context.eval("js", "(x) => x + " + i));
                    assertEquals(
                            (long) i * TURNS, context.eval(CAPSULE).invokeMember("main").asLong());
                }
                try (Context context = context(engine, Map.of())) {
                    Value provide = context.getBindings("casm").getMember("provide");
                    provide.execute("host.next", context.eval("js", "(x) => x"));
                    Value main = context.eval(CAPSULE).getMember("main");
                    PolyglotException refused =
                            assertThrows(PolyglotException.class, main::execute);
                    assertEquals(
                            "capability denied by host: host.next",
                            refused.getGuestObject().getMember("message").asString());
                }
            }
        }
    }

    @Test
    void aFunctionIsCalledInTheContextOfItsCaller() {
        String loop =
                "(twice) => { let sum = 0; for (let i = 0; i < 3000; i++) sum += twice(i);"
                        + " return sum; }";
        try (Engine engine = engine()) {
            for (int i = 1; i <= CONTEXTS; i++) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                String steps = i % 2 == 0 ? "0" : Integer.toString(3 + i % 3);
                try (Context context =
                        Context.newBuilder("casm", "js")
                                .engine(engine)
                                .option("casm.MaxSteps", steps)
                                .out(out)
                                .build()) {
                    Value twice = context.eval(CAPSULE).getMember("twice");
                    Value calls = context.eval("js", loop);
                    if (i % 2 == 0) {
                        assertEquals(3000L * 2999, calls.execute(twice).asLong());
                        String printed = out.toString(StandardCharsets.UTF_8);
                        assertEquals(3000, printed.lines().count());
                        assertEquals("0\n1\n2\n", printed.substring(0, 6));
                    } else {
                        PolyglotException ended =
                                assertThrows(PolyglotException.class, () -> calls.execute(twice));
                        assertEquals(
                                "instruction quota exceeded (" + steps + ")", ended.getMessage());
                        assertEquals("0\n", out.toString(StandardCharsets.UTF_8));
                    }
                }
            }
        }
    }
}
