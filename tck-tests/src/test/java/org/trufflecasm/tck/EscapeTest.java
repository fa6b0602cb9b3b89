package org.trufflecasm.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trufflecasm.launcher.run.GuestThread;

/**
 * Objects that never leave compiled code are never made: neither borrow words nor the account of
 * memory keep them alive.
 */
class EscapeTest {
    private static final int TURNS = 200_000;
    private static final int WARM_UP = 60;

    /** Bytes of one turn that would be as good as an object. */
    private static final double NOTHING = 4;

    /** Makes an array, and adds its length and twice the number of the turn. */
    private static final String ARRAY =
            """
            {"op": "new_array"}, {"op": "load", "name": "i"},
            {"op": "store", "name": "x"}, {"op": "store", "name": "o"},
            {"op": "load", "name": "o"}, {"op": "arr_len"},
            {"op": "load", "name": "x"}, {"op": "add"},
            {"op": "load", "name": "x"}, {"op": "add"},
            """;

    /** Makes a map with two fields, each the number of the turn, and adds them. */
    private static final String MAP =
            """
            {"op": "new_obj"},
            {"op": "load", "name": "i"}, {"op": "set_field", "name": "x"},
            {"op": "load", "name": "i"}, {"op": "set_field", "name": "y"},
            {"op": "store", "name": "o"},
            {"op": "load", "name": "o"}, {"op": "get_field", "name": "x"},
            {"op": "load", "name": "o"}, {"op": "get_field", "name": "y"}, {"op": "add"},
            """;

    @ParameterizedTest
    @CsvSource({"array, 0", "array, 100000000", "map, 0", "map, 100000000"})
    void hotLoopsAllocateNextToNothing(String what, String maxMemory) throws Exception {
        String capsule = capsule(what.equals("map") ? MAP : ARRAY);
        double bytes = GuestThread.call(() -> bytesPerTurn(capsule, maxMemory));
        assertTrue(bytes < NOTHING, bytes + " bytes for each turn");
    }

    private static double bytesPerTurn(String capsule, String maxMemory) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Context context =
                Context.newBuilder("casm")
                        .allowExperimentalOptions(true)
                        .option("engine.BackgroundCompilation", "false")
                        .option("casm.MaxMemory", maxMemory)
                        .build()) {
            Value run = context.parse(Source.newBuilder("casm", capsule, "escape.casm").build());
            for (int i = 0; i < WARM_UP; i++) {
                assertEquals((long) TURNS * (TURNS - 1), run.execute().asLong());
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            run.executeVoid();
            return (threads.getCurrentThreadAllocatedBytes() - before) / (double) TURNS;
        }
    }

    /**
     * A loop over numbers.
     *
     * @param turn makes something that the turn does not keep, and pushes a number
     */
    private static String capsule(String turn) {
        return """
               {"version": "1.0", "functions": {"main": {"params": [], "body": [
               {"op": "push_int", "value": 0}, {"op": "store", "name": "i"},
               {"op": "push_int", "value": 0}, {"op": "store", "name": "sum"},
               {"op": "label", "name": "more"},
               {"op": "load", "name": "i"}, {"op": "push_int", "value": %d}, {"op": "ge"},
               {"op": "jmp_if", "target": "done"},
               %s
               {"op": "load", "name": "sum"}, {"op": "add"},
               {"op": "store", "name": "sum"},
               {"op": "load", "name": "i"}, {"op": "push_int", "value": 1}, {"op": "add"},
               {"op": "store", "name": "i"}, {"op": "jmp", "target": "more"},
               {"op": "label", "name": "done"}, {"op": "load", "name": "sum"}, {"op": "ret"}
               ]}}}
               """
                .formatted(TURNS, turn);
    }
}
