package org.trufflecasm.launcher.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the platform's sampler has found out, in the file format of speedscope
 * (https://www.speedscope.app/file-format-schema.json): a profile for each thread, milliseconds for
 * each stack on whose top time was spent.
 */
public final class SpeedscopeProfile {
    private static final String SCHEMA = "https://www.speedscope.app/file-format-schema.json";

    /** A stack of the guest takes two levels of the report for each frame. */
    private static final int DEEPEST = 1_000_000;

    private static final ObjectMapper JSON =
            new ObjectMapper(
                    JsonFactory.builder()
                            .streamReadConstraints(
                                    StreamReadConstraints.builder()
                                            .maxNestingDepth(DEEPEST)
                                            .build())
                            .build());

    private final ObjectNode written = JSON.createObjectNode();
    private final ArrayNode frames;
    private final Map<JsonNode, Integer> numbers = new HashMap<>();

    private SpeedscopeProfile(String name) {
        written.put("$schema", SCHEMA);
        written.put("name", name);
        written.put("exporter", "casm");
        frames = written.putObject("shared").putArray("frames");
    }

    /**
     * Translates a report of the sampler.
     *
     * @param name what was profiled
     * @param report what {@code --cpusampler.Output=json} has written
     * @param target the file to write
     * @throws IOException if one cannot be read or the other not be written
     */
    public static void translate(String name, Path report, Path target) throws IOException {
        SpeedscopeProfile profile = new SpeedscopeProfile(name);
        ArrayNode profiles = profile.written.putArray("profiles");
        for (JsonNode context : JSON.readTree(report.toFile()).path("contexts")) {
            for (JsonNode thread : context.path("profile")) {
                profile.add(thread, context.path("period").asLong(1), profiles.addObject());
            }
        }
        JSON.writeValue(target.toFile(), profile.written);
    }

    /** A node of the report and the frames below it, the outermost first. */
    private record Visit(JsonNode node, List<Integer> stack) {}

    private void add(JsonNode thread, long period, ObjectNode profile) {
        profile.put("type", "sampled");
        profile.put("name", thread.path("thread").asText());
        profile.put("unit", "milliseconds");
        profile.put("startValue", 0);
        ArrayNode samples = profile.putArray("samples");
        ArrayNode weights = profile.putArray("weights");
        long sum = 0;
        Deque<Visit> waiting = new ArrayDeque<>();
        thread.path("samples").forEach(root -> waiting.add(new Visit(root, List.of())));
        while (!waiting.isEmpty()) {
            Visit visit = waiting.removeFirst();
            List<Integer> stack =
                    Stream.concat(visit.stack().stream(), Stream.of(frame(visit.node()))).toList();
            long self = visit.node().path("self_hit_count").asLong() * period;
            if (self > 0) {
                stack.forEach(samples.addArray()::add);
                weights.add(self);
                sum += self;
            }
            visit.node().path("children").forEach(child -> waiting.add(new Visit(child, stack)));
        }
        profile.put("endValue", sum);
    }

    private int frame(JsonNode node) {
        ObjectNode frame = JSON.createObjectNode();
        frame.put("name", node.path("root_name").asText());
        JsonNode section = node.path("source_section");
        if (section.has("source_name")) {
            frame.put("file", section.path("source_name").asText());
            frame.put("line", section.path("start_line").asInt());
        }
        return numbers.computeIfAbsent(
                frame,
                added -> {
                    frames.add(added);
                    return frames.size() - 1;
                });
    }
}
