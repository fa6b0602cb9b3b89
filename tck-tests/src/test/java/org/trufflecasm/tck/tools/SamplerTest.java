package org.trufflecasm.tck.tools;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.truffle.tools.profiler.CPUSampler;
import com.oracle.truffle.tools.profiler.CPUSamplerData;
import com.oracle.truffle.tools.profiler.ProfilerNode;
import java.io.OutputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.Test;
import org.trufflecasm.launcher.run.GuestThread;

/** The sampler attributes time to the guest function that takes it. */
class SamplerTest {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final int ENOUGH = 40;

    @Test
    void interpretedTimeBelongsToTheBusyFunction() throws Exception {
        sample(Map.of("engine.Compilation", "false"));
    }

    @Test
    void compiledTimeBelongsToTheBusyFunction() throws Exception {
        sample(Map.of("engine.BackgroundCompilation", "false"));
    }

    private static void sample(Map<String, String> options) throws Exception {
        Map<String, Integer> hits = new HashMap<>();
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
                        sample(context, hits);
                    }
                    return null;
                });
        int all = hits.values().stream().mapToInt(Integer::intValue).sum();
        int busy = hits.getOrDefault("work", 0);
        assertTrue(all >= ENOUGH, hits.toString());
        assertTrue(busy > 0.6 * all, hits.toString());
    }

    private static void sample(Context context, Map<String, Integer> hits) throws Exception {
        CPUSampler sampler = CPUSampler.find(context.getEngine());
        sampler.setPeriod(2);
        Value capsule =
                context.parse(
                        Source.newBuilder(
                                        "casm", DebuggedRun.folder().resolve("busy.casm").toFile())
                                .build());
        sampler.setCollecting(true);
        long end = System.nanoTime() + PATIENCE_NANOS;
        do {
            for (int i = 0; i < 20; i++) {
                capsule.execute();
            }
            hits.clear();
            for (CPUSamplerData data : sampler.getDataList()) {
                data.getThreadData().values().forEach(nodes -> add(nodes, hits));
            }
        } while (hits.values().stream().mapToInt(Integer::intValue).sum() < ENOUGH
                && System.nanoTime() < end);
        sampler.setCollecting(false);
    }

    private static void add(
            Collection<ProfilerNode<CPUSampler.Payload>> nodes, Map<String, Integer> hits) {
        for (ProfilerNode<CPUSampler.Payload> node : nodes) {
            hits.merge(node.getRootName(), node.getPayload().getSelfHitCount(), Integer::sum);
            add(node.getChildren(), hits);
        }
    }
}
