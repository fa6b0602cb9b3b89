package org.trufflecasm.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Contexts that share an engine share the code of a capsule, and nothing else: variables, grants,
 * limits, borrows, random numbers, tasks and counters are each context's own.
 */
class SharedEngineTest {
    private static final int CONTEXTS = 1000;

    /** How the engine executes; thrown away code and everything compiled show the same. */
    enum Execution {
        INTERPRETED,
        COMPILED;

        Engine engine() {
            return Engine.newBuilder("casm")
                    .allowExperimentalOptions(true)
                    .option("engine.WarnInterpreterOnly", "false")
                    .options(
                            switch (this) {
                                case INTERPRETED -> Map.of("engine.Compilation", "false");
                                case COMPILED ->
                                        Map.of(
                                                "engine.CompileImmediately", "true",
                                                "engine.BackgroundCompilation", "false",
                                                "engine.CompilationFailureAction", "Throw");
                            })
                    .build();
        }
    }

    /** A guest and what it has printed. */
    private record Guest(Context context, ByteArrayOutputStream out) implements AutoCloseable {
        static Guest of(Engine engine, Map<String, String> options) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            return new Guest(
                    Context.newBuilder("casm").engine(engine).options(options).out(out).build(),
                    out);
        }

        String printed() {
            return out.toString(StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            context.close();
        }
    }

    /** A capsule; a single quote stands for a double one. */
    private static Source capsule(String name, String functions) {
        String text =
                """
                {'manifest': {'permissions': ['io.print', 'math.*', 'sys.args']},
                 'functions': {%s}}
                """
                        .formatted(functions)
                        .replace('\'', '"');
        return Source.newBuilder("casm", text, name).buildLiteral();
    }

    private static String mainFunction(String... instructions) {
        return "'main': {'body': [" + String.join(",", instructions) + "]}";
    }

    private static String op(String name) {
        return "{'op': '" + name + "'}";
    }

    private static String load(String variable) {
        return "{'op': 'load', 'name': '" + variable + "'}";
    }

    private static String store(String variable) {
        return "{'op': 'store', 'name': '" + variable + "'}";
    }

    private static String push(int value) {
        return "{'op': 'push_int', 'value': " + value + "}";
    }

    private static String call(String capability, int arguments) {
        return "{'op': 'cap_call', 'name': '" + capability + "', 'argc': " + arguments + "}";
    }

    /** Counts its runs in an exported variable, prints the number and a random one. */
    private static final Source COUNTING =
            capsule(
                    "counting.casm",
                    mainFunction(
                            "{'op': 'enter_try', 'target': 4}",
                            "{'op': 'import_var', 'name': 'runs'}",
                            op("exit_try"),
                            "{'op': 'jmp', 'target': 6}",
                            op("pop"),
                            push(0),
                            push(1),
                            op("add"),
                            op("dup"),
                            "{'op': 'export_var', 'name': 'runs'}",
                            op("dup"),
                            call("io.print", 1),
                            call("math.random", 0),
                            call("io.print", 1),
                            op("ret")));

    /** Runs until something ends it. */
    private static final Source SPINNING =
            capsule("spinning.casm", mainFunction("{'op': 'jmp', 'target': 0}"));

    @ParameterizedTest
    @EnumSource(Execution.class)
    void aThousandContextsKeepToThemselves(Execution execution) {
        List<Guest> guests = new ArrayList<>();
        try (Engine engine = execution.engine()) {
            for (int i = 0; i < CONTEXTS; i++) {
                int steps = 1000 + i;
                Guest guest =
                        Guest.of(
                                engine,
                                Map.of(
                                        "casm.MaxSteps",
                                        Integer.toString(steps),
                                        "casm.Deny",
                                        i % 3 == 0 ? "math.random" : "math.sqrt"));
                guests.add(guest);
            }
            String first = null;
            for (int round = 1; round <= 2; round++) {
                for (int i = 0; i < CONTEXTS; i++) {
                    Guest guest = guests.get(i);
                    guest.out().reset();
                    if (i % 3 == 0) {
                        String message = failure(guest, COUNTING, "CapabilityDenied");
                        assertEquals("capability denied by host: math.random", message);
                        assertEquals(round + "\n", guest.printed());
                    } else {
                        assertEquals(round, guest.context().eval(COUNTING).asInt());
                        // The same sequence in each context: none takes a number from another.
                        String printed = guest.printed();
                        if (i == 1) {
                            first = printed;
                        }
                        assertEquals(first, printed);
                        assertTrue(printed.startsWith(round + "\n0."), printed);
                    }
                    assertEquals(
                            "instruction quota exceeded (" + (1000 + i) + ")",
                            failure(guest, SPINNING, "StepQuota"));
                    assertEquals(1000L + i, steps(guest));
                }
            }
            guests.forEach(Guest::close);
        }
    }

    private static String failure(Guest guest, Source source, String kind) {
        PolyglotException failure =
                assertThrows(PolyglotException.class, () -> guest.context().eval(source));
        Value thrown = failure.getGuestObject();
        assertEquals(kind, thrown.getMember("kind").asString(), failure::toString);
        return thrown.getMember("message").asString();
    }

    private static long steps(Guest guest) {
        return guest.context().getBindings("casm").getMember("steps").execute().asLong();
    }

    @ParameterizedTest
    @EnumSource(Execution.class)
    void limitsOfEachKindAreOfTheContext(Execution execution) {
        Source deep =
                capsule(
                        "deep.casm",
                        mainFunction(
                                push(1),
                                "{'op': 'call', 'name': 'main', 'argc': 0}",
                                op("add"),
                                op("ret")));
        Source endless =
                capsule(
                        "endless.casm",
                        mainFunction("{'op': 'call', 'name': 'main', 'argc': 0}", op("ret")));
        Source pushing =
                capsule(
                        "pushing.casm",
                        mainFunction(
                                "{'op': 'new_array', 'size': 0}",
                                store("a"),
                                load("a"),
                                push(1),
                                op("arr_push"),
                                op("pop"),
                                "{'op': 'jmp', 'target': 2}"));
        Source printing =
                capsule(
                        "printing.casm",
                        mainFunction(push(7), call("io.print", 1), "{'op': 'jmp', 'target': 0}"));
        try (Engine engine = execution.engine()) {
            try (Guest guest = Guest.of(engine, Map.of())) {
                assertEquals(
                        "call depth quota exceeded", failure(guest, endless, "CallDepthQuota"));
            }
            for (int i = 0; i < 20; i++) {
                long depth = 10L + i;
                try (Guest guest =
                        Guest.of(engine, Map.of("casm.MaxCallDepth", Long.toString(depth)))) {
                    assertEquals(
                            "call depth quota exceeded (" + depth + ")",
                            failure(guest, deep, "CallDepthQuota"));
                }
                long memory = 10_000 + 100L * i;
                try (Guest guest =
                        Guest.of(engine, Map.of("casm.MaxMemory", Long.toString(memory)))) {
                    assertEquals(
                            "memory quota exceeded (" + memory + ")",
                            failure(guest, pushing, "MemoryQuota"));
                }
                long stack = 50L + i;
                try (Guest guest =
                        Guest.of(engine, Map.of("casm.MaxStack", Long.toString(stack)))) {
                    String message = failure(guest, deep, "StackQuota");
                    assertEquals("stack quota exceeded (" + stack + ")", message);
                }
                long output = 20L + i;
                try (Guest guest =
                        Guest.of(engine, Map.of("casm.MaxOutput", Long.toString(output)))) {
                    assertEquals(
                            "output quota exceeded (" + output + ")",
                            failure(guest, printing, "OutputQuota"));
                    assertEquals("7\n".repeat((int) output / 2), guest.printed());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Execution.class)
    void revokingTouchesOneContext(Execution execution) {
        try (Engine engine = execution.engine();
                Guest one = Guest.of(engine, Map.of());
                Guest other = Guest.of(engine, Map.of())) {
            Value first = one.context().parse(COUNTING);
            Value second = other.context().parse(COUNTING);
            assertEquals(1, first.execute().asInt());
            assertEquals(1, second.execute().asInt());
            one.context().getBindings("casm").getMember("revoke").execute("math.random");
            assertEquals(
                    "capability denied by host: math.random",
                    failure(one, COUNTING, "CapabilityDenied"));
            assertEquals(2, second.execute().asInt());
        }
    }

    @ParameterizedTest
    @EnumSource(Execution.class)
    void borrowsOfAContextDoNotMakeOthersLook(Execution execution) {
        Source borrowing =
                capsule(
                        "borrowing.casm",
                        mainFunction(
                                        "{'op': 'new_array', 'size': 0}",
                                        op("borrow_mut"),
                                        store("a"),
                                        load("a"),
                                        push(1),
                                        "{'op': 'push_str', 'value': 'reader'}",
                                        "{'op': 'spawn', 'argc': 2}",
                                        op("await"),
                                        op("ret"))
                                + ",'reader': {'params': ['x', 'y'], 'body': ["
                                + String.join(",", load("x"), op("arr_pop"), op("ret"))
                                + "]}");
        try (Engine engine = execution.engine()) {
            for (int i = 0; i < 50; i++) {
                try (Guest guest = Guest.of(engine, Map.of())) {
                    assertEquals(1, guest.context().eval(COUNTING).asInt());
                    String message = failure(guest, borrowing, "BorrowError");
                    assertTrue(message.endsWith("is mutably borrowed by the main task"), message);
                    assertEquals(2, guest.context().eval(COUNTING).asInt());
                }
            }
        }
    }

    /** Contexts on several threads at once, in code that is being compiled meanwhile. */
    @Test
    void contextsRunInParallel() throws Exception {
        Source mixed =
                capsule(
                        "mixed.casm",
                        mainFunction(
                                        push(0),
                                        store("i"),
                                        push(0),
                                        store("sum"),
                                        load("i"),
                                        push(3000),
                                        op("lt"),
                                        "{'op': 'jmp_if_not', 'target': 24}",
                                        op("new_obj"),
                                        load("i"),
                                        "{'op': 'set_field', 'name': 'x'}",
                                        "{'op': 'get_field', 'name': 'x'}",
                                        load("i"),
                                        "{'op': 'call', 'name': 'twice', 'argc': 1}",
                                        op("add"),
                                        load("sum"),
                                        op("add"),
                                        store("sum"),
                                        load("i"),
                                        push(1),
                                        op("add"),
                                        store("i"),
                                        "{'op': 'jmp', 'target': 4}",
                                        op("nop"),
                                        load("sum"),
                                        op("ret"))
                                + ",'twice': {'params': ['n'], 'body': ["
                                + String.join(",", load("n"), load("n"), op("add"), op("ret"))
                                + "]}");
        long expected = 3L * 3000 * 2999 / 2;
        try (Engine engine =
                        Engine.newBuilder("casm")
                                .allowExperimentalOptions(true)
                                .option("engine.WarnInterpreterOnly", "false")
                                .build();
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                Map<String, String> options =
                        switch (i % 4) {
                            case 0 -> Map.of();
                            case 1 -> Map.of("casm.MaxSteps", "1000000");
                            case 2 -> Map.of("casm.MaxSteps", Integer.toString(5000 + i));
                            default -> Map.of("casm.MaxMemory", "1000000");
                        };
                boolean stops = i % 4 == 2;
                int limit = 5000 + i;
                tasks.add(
                        () -> {
                            try (Guest guest = Guest.of(engine, options)) {
                                if (stops) {
                                    assertEquals(
                                            "instruction quota exceeded (" + limit + ")",
                                            failure(guest, mixed, "StepQuota"));
                                } else {
                                    assertEquals(expected, guest.context().eval(mixed).asLong());
                                }
                            }
                            return null;
                        });
            }
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        }
    }

    @Test
    void aSecondThreadInAContextIsRefusedClearly() throws InterruptedException {
        try (Engine engine = Execution.INTERPRETED.engine();
                Guest guest = Guest.of(engine, Map.of())) {
            assertEquals(1, guest.context().eval(COUNTING).asInt());
            guest.context().enter();
            AtomicReference<Throwable> refused = new AtomicReference<>();
            Thread second =
                    new Thread(
                            () -> {
                                try {
                                    guest.context().eval(COUNTING);
                                } catch (IllegalStateException expected) {
                                    refused.set(expected);
                                }
                            });
            second.start();
            second.join();
            assertTrue(
                    refused.get().getMessage().contains("Multi threaded access"),
                    refused.get().getMessage());
            guest.context().leave();
            assertEquals(2, guest.context().eval(COUNTING).asInt());
        }
    }
}
