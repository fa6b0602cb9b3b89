package org.trufflecasm.examples.server;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.trufflecasm.embed.Capsule;
import org.trufflecasm.embed.CapsuleRun;
import org.trufflecasm.embed.CasmEngine;
import org.trufflecasm.embed.CasmException;
import org.trufflecasm.embed.FailureKind;

/**
 * Runs a stranger's capsule: nothing is granted but what every host allows, everything is limited,
 * and nothing stays of it. Safe to share between threads.
 */
final class CapsuleRunner {
    private static final long MAX_STEPS = 200_000_000;
    private static final long MAX_MEMORY = 16 << 20;
    private static final long MAX_OUTPUT = 64 << 10;
    private static final long MAX_OPERANDS = 1_000_000;
    private static final long MAX_FRAMES = 1_000;
    private static final Duration TIME = Duration.ofSeconds(2);

    private final CasmEngine engine;

    CapsuleRunner(CasmEngine engine) {
        this.engine = engine;
    }

    /**
     * What became of a capsule.
     *
     * @param failure null if it has ended well, else {@code error[KIND]: ...} with its trace
     * @param refused whether nothing of it has run
     * @param output what it has printed
     */
    record Outcome(String failure, boolean refused, byte[] output) {}

    Outcome run(byte[] content) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Capsule capsule;
        try {
            capsule = engine.load("capsule", content);
        } catch (CasmException refused) {
            return new Outcome(refused.report(), true, new byte[0]);
        }
        try (CapsuleRun run =
                capsule.newRun()
                        .maxSteps(MAX_STEPS)
                        .maxMemory(MAX_MEMORY)
                        .maxOutput(MAX_OUTPUT)
                        .maxStack(MAX_OPERANDS)
                        .maxCallDepth(MAX_FRAMES)
                        .timeout(TIME)
                        .output(output)
                        .errorOutput(output)
                        .open()) {
            run.execute();
            return new Outcome(null, false, output.toByteArray());
        } catch (CasmException failure) {
            return failure.kind() == FailureKind.Exit && failure.exitStatus() == 0
                    ? new Outcome(null, false, output.toByteArray())
                    : new Outcome(failure.report(), false, output.toByteArray());
        }
    }
}
