package org.trufflecasm.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.Test;

/** What values, code and contexts take of the heap: the goals of docs/performance.md. */
class MemoryTest {
    private static final int CONTEXTS = 500;

    /** Pushes values to an array until there are as many as {@code count}. */
    private static final String PUSHES =
            """
            {"op": "new_array"}, {"op": "store", "name": "all"},
            {"op": "push_int", "value": 0}, {"op": "store", "name": "i"},
            {"op": "label", "name": "next"},
            {"op": "load", "name": "i"}, {"op": "push_int", "value": %d}, {"op": "lt"},
            {"op": "jmp_if_not", "target": "end"},
            {"op": "load", "name": "all"}, %s, {"op": "arr_push"}, {"op": "pop"},
            {"op": "load", "name": "i"}, {"op": "push_int", "value": 1}, {"op": "add"},
            {"op": "store", "name": "i"}, {"op": "jmp", "target": "next"},
            {"op": "label", "name": "end"}, {"op": "load", "name": "all"}, {"op": "ret"}
            """;

    private static final String INT = "{\"op\": \"load\", \"name\": \"i\"}";

    private static final String MAP =
            """
            {"op": "new_obj"},
            {"op": "load", "name": "i"}, {"op": "set_field", "name": "x"},
            {"op": "load", "name": "i"}, {"op": "set_field", "name": "y"},
            {"op": "load", "name": "i"}, {"op": "set_field", "name": "z"},
            {"op": "load", "name": "i"}, {"op": "set_field", "name": "w"}
            """;

    private static Source capsule(String body) throws IOException {
        return Source.newBuilder(
                        "casm",
                        """
                        {"version": "1.0",
                         "functions": {"main": {"params": [], "body": [%s]}}}
                        """
                                .formatted(body),
                        "memory.json")
                .build();
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void contextsOfAnEngineAreSmall() throws IOException {
        // Code that was each context's own would be larger than what a context may take.
        Source source =
                capsule(
                        "{\"op\": \"push_int\", \"value\": 1}, {\"op\": \"pop\"},".repeat(5000)
                                + "{\"op\": \"push_int\", \"value\": 7}, {\"op\": \"ret\"}");
        List<Context> contexts = new ArrayList<>();
        try (Engine engine = Engine.newBuilder("casm").build()) {
            long before = 0;
            for (int i = 0; i < CONTEXTS + 20; i++) {
                if (i == 20) {
                    before = used();
                }
                Context context = Context.newBuilder("casm").engine(engine).build();
                assertEquals(7, context.eval(source).asInt());
                contexts.add(context);
            }
            long each = (used() - before) / CONTEXTS;
            assertTrue(each < 100_000, each + " bytes for each context");
            contexts.forEach(Context::close);
        }
    }

    @Test
    void manyIntsAreSmall() throws IOException {
        int count = 10_000_000;
        double bytes = bytesOfEach(count, INT);
        assertTrue(bytes * count < 90e6, bytes + " bytes for each int");
    }

    @Test
    void mapsWithFourNumbersAreSmall() throws IOException {
        // Up to 6 bytes of these are the array's.
        double bytes = bytesOfEach(1_000_000, MAP);
        assertTrue(bytes < 86, bytes + " bytes for each map");
    }

    private static double bytesOfEach(int count, String value) throws IOException {
        try (Context context = Context.newBuilder("casm").build()) {
            Value few = context.eval(capsule(PUSHES.formatted(1000, value)));
            assertEquals(1000, few.getArraySize());
            long before = used();
            Value all = context.eval(capsule(PUSHES.formatted(count, value)));
            long after = used();
            assertEquals(count, all.getArraySize());
            return (double) (after - before) / count;
        }
    }

    @Test
    void loadedCodeIsSmall() throws IOException {
        StringBuilder body = new StringBuilder();
        body.append("{\"op\": \"push_int\", \"value\": 0}, {\"op\": \"store\", \"name\": \"x\"},");
        for (int i = 0; i < 25_000; i++) {
            body.append("{\"op\": \"load\", \"name\": \"x\"},")
                    .append("{\"op\": \"push_int\", \"value\": ")
                    .append(i % 100)
                    .append("}, {\"op\": \"add\"}, {\"op\": \"store\", \"name\": \"x\"},");
        }
        body.append(INT.replace("\"i\"", "\"x\"")).append(", {\"op\": \"ret\"}");
        Source source = capsule(body.toString());
        assertTrue(source.getLength() > 2_000_000, "its text is there already");
        try (Context context = Context.newBuilder("casm").build()) {
            context.eval(capsule("{\"op\": \"push_int\", \"value\": 7}, {\"op\": \"ret\"}"));
            long before = used();
            Value main = context.parse(source);
            assertEquals(1_237_500, main.execute().asLong());
            long bytes = used() - before;
            assertTrue(bytes < 40_000_000, bytes + " bytes for 100 000 instructions");
        }
    }
}
