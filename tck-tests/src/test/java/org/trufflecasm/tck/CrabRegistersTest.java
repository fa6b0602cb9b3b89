package org.trufflecasm.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.ByteSequence;
import org.junit.jupiter.api.Test;
import org.trufflecasm.launcher.run.GuestThread;

/**
 * Compiled modules of the Crab virtual machine keep no operand stack: their Numbers are registers,
 * through locals, operands between blocks, calls and results. So hot code allocates nothing.
 */
class CrabRegistersTest {
    private static final int TURNS = 100_000;
    private static final int WARM_UP = 400;
    private static final double NOTHING = 0.5;

    /** A loop that keeps two operands on the stack, and calls a function of two Numbers. */
    private static final String MODULE =
            """
            .crab 1
            .func main 0 1 1
                LOAD_CONST =0
                STORE_LOCAL 0
                LOAD_CONST =0
            next:
                LOAD_LOCAL 0
                CALL add
                LOAD_LOCAL 0
                LOAD_CONST =1
                ADD
                STORE_LOCAL 0
                LOAD_LOCAL 0
                LOAD_CONST =%d
                LT
                JUMP_IF @next
            .func add 2 1 1
                STORE_LOCAL 0
                LOAD_LOCAL 0
                LOAD_CONST =2
                MUL
                ADD
            .entry main
            """
                    .formatted(TURNS);

    @Test
    void hotLoopsAllocateNothing() throws Exception {
        double bytes = GuestThread.call(CrabRegistersTest::bytesPerTurn);
        assertTrue(bytes < NOTHING, bytes + " bytes for each turn");
    }

    private static double bytesPerTurn() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ByteSequence content = ByteSequence.create(MODULE.getBytes(StandardCharsets.UTF_8));
        try (Context context =
                Context.newBuilder("casm")
                        .allowExperimentalOptions(true)
                        .option("engine.BackgroundCompilation", "false")
                        .build()) {
            Value run =
                    context.parse(
                            Source.newBuilder("casm", content, "module.cvm")
                                    .mimeType("application/x-casm")
                                    .buildLiteral());
            for (int i = 0; i < WARM_UP; i++) {
                assertEquals((double) TURNS * (TURNS - 1), run.execute().asDouble());
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            run.executeVoid();
            return (threads.getCurrentThreadAllocatedBytes() - before) / (double) TURNS;
        }
    }
}
