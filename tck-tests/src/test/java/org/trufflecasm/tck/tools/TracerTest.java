package org.trufflecasm.tck.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.oracle.truffle.tools.profiler.CPUTracer;
import com.oracle.truffle.tools.profiler.MemoryTracer;
import com.oracle.truffle.tools.profiler.ProfilerNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;
import org.junit.jupiter.api.Test;
import org.trufflecasm.launcher.run.GuestThread;

/** What the tracers count belongs to the functions of the capsule. */
class TracerTest {
    private static final Map<String, String> INTERPRETED = Map.of("engine.Compilation", "false");

    private static final Map<String, String> COMPILED =
            Map.of(
                    "engine.CompileImmediately", "true",
                    "engine.BackgroundCompilation", "false",
                    "engine.CompilationFailureAction", "Throw");

    private static final int PAIRS = 25;

    /** {@code pair} makes an array of two and a map, {@code row} an empty array. */
    private static final String ALLOCATING =
            """
            {"version": "1.0", "functions": {
             "pair": {"params": [], "body": [
              {"op": "push_int", "value": 1}, {"op": "push_int", "value": 2},
              {"op": "new_array", "size": 2}, {"op": "pop"}, {"op": "new_obj"}, {"op": "ret"}]},
             "row": {"params": [], "body": [{"op": "new_array", "size": 0}, {"op": "ret"}]},
             "main": {"params": [], "body": [
              {"op": "push_int", "value": 0}, {"op": "store", "name": "i"},
              {"op": "label", "name": "L"},
              {"op": "call", "function": "pair"}, {"op": "pop"},
              {"op": "load", "name": "i"}, {"op": "push_int", "value": 1}, {"op": "add"},
              {"op": "store", "name": "i"},
              {"op": "load", "name": "i"}, {"op": "push_int", "value": %d}, {"op": "lt"},
              {"op": "jmp_if", "target": "L"},
              {"op": "call", "function": "row"}, {"op": "ret"}]}}}
            """
                    .formatted(PAIRS);

    private interface Action {
        void run(Context context) throws IOException;
    }

    @Test
    void cpuTracerCountsCalls() throws Exception {
        for (Map<String, String> options : List.of(INTERPRETED, COMPILED)) {
            Map<String, Long> calls = new TreeMap<>();
            in(options, context -> countCalls(context, calls));
            assertEquals(Map.of("main", 1L, "rest", 4L, "work", 4L), calls, options.toString());
        }
    }

    private static void countCalls(Context context, Map<String, Long> calls) throws IOException {
        try (CPUTracer tracer = CPUTracer.find(context.getEngine())) {
            tracer.setCollecting(true);
            context.parse(
                            Source.newBuilder(
                                            "casm",
                                            DebuggedRun.folder().resolve("busy.casm").toFile())
                                    .build())
                    .execute();
            tracer.setCollecting(false);
            tracer.getPayloads()
                    .forEach(
                            payload ->
                                    calls.merge(
                                            payload.getRootName(), payload.getCount(), Long::sum));
            // What runs the capsule's entry is the language's own.
            calls.remove("busy.casm");
        }
    }

    @Test
    void memoryTracerCountsObjects() throws Exception {
        for (Map<String, String> options : List.of(INTERPRETED, COMPILED)) {
            Map<String, Integer> made = new TreeMap<>();
            in(options, context -> countObjects(context, made));
            assertEquals(Map.of("pair", 2 * PAIRS, "row", 1), made, options.toString());
        }
    }

    private static void countObjects(Context context, Map<String, Integer> made) {
        try (MemoryTracer tracer = MemoryTracer.find(context.getEngine())) {
            tracer.setCollecting(true);
            context.eval("casm", ALLOCATING);
            tracer.setCollecting(false);
            add(tracer.getRootNodes(), made);
        }
    }

    private static void add(
            Collection<ProfilerNode<MemoryTracer.Payload>> nodes, Map<String, Integer> made) {
        for (ProfilerNode<MemoryTracer.Payload> node : nodes) {
            int own = node.getPayload().getEvents().size();
            if (own > 0) {
                made.merge(node.getRootName(), own, Integer::sum);
            }
            add(node.getChildren(), made);
        }
    }

    private static void in(Map<String, String> options, Action action) throws Exception {
        GuestThread.call(
                () -> {
                    try (Engine engine =
                                    Engine.newBuilder()
                                            .allowExperimentalOptions(true)
                                            .options(options)
                                            .build();
                            Context context =
                                    Context.newBuilder("casm")
                                            .engine(engine)
                                            .out(OutputStream.nullOutputStream())
                                            .build()) {
                        action.run(context);
                    }
                    return null;
                });
    }
}
