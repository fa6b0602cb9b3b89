package org.trufflecasm.benchmarks.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * All figures of one comparison, as they stand in its JSON file.
 *
 * @param date when it ended
 * @param machine what it ran on
 * @param engines names and versions, ours first
 * @param missing peers that this machine does not have
 * @param runs every process
 */
record Comparison(
        String date,
        String machine,
        Map<String, String> engines,
        List<String> missing,
        List<Run> runs) {

    /** The engine whose figures the others are compared with. */
    static final String OURS = "casm";

    /** How many times as long as in the fastest round the slowest may take without a remark. */
    static final double DOUBTFUL_SPREAD = 1.5;

    Set<String> kernels() {
        Set<String> kernels = new LinkedHashSet<>();
        runs.forEach(run -> kernels.add(run.kernel()));
        return kernels;
    }

    /** The kernels that are repeated in a process, not timed as a process. */
    List<String> repeated() {
        return kernels().stream()
                .filter(
                        kernel ->
                                runs.stream()
                                        .anyMatch(
                                                run ->
                                                        run.kernel().equals(kernel)
                                                                && !run.times().isEmpty()))
                .toList();
    }

    /** The processes that gave figures. */
    List<Run> of(String kernel, String engine) {
        return runs.stream()
                .filter(run -> run.kernel().equals(kernel) && run.engine().equals(engine))
                .filter(Run::isOk)
                .toList();
    }

    /** The median over the rounds. */
    OptionalDouble median(String kernel, String engine, ToDoubleFunction<Run> figure) {
        List<Double> figures = of(kernel, engine).stream().mapToDouble(figure).boxed().toList();
        return figures.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Numbers.median(figures));
    }

    /** How far the rounds of one cell are apart: 1 if they agree. */
    double spread(String kernel, String engine) {
        return Numbers.spread(
                of(kernel, engine).stream().mapToDouble(Run::peakMillis).boxed().toList());
    }

    /** Why the figures must not be reported: sentences. */
    List<String> refusals() {
        List<String> refusals = new ArrayList<>();
        for (String kernel : kernels()) {
            Set<String> results = new LinkedHashSet<>();
            Set<String> who = new LinkedHashSet<>();
            for (Run run : runs) {
                if (run.kernel().equals(kernel) && run.isOk()) {
                    results.add(run.result());
                    who.add(run.engine() + " \"" + run.result() + "\"");
                }
            }
            if (results.size() > 1) {
                refusals.add(kernel + ": the results differ: " + String.join(", ", who));
            }
        }
        for (Run run : runs) {
            if (run.engine().equals(OURS) && !run.isOk()) {
                refusals.add(run.kernel() + ": casm failed: " + run.failure());
            }
        }
        return refusals;
    }

    /** What makes single figures doubtful: sentences. */
    List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        for (String kernel : kernels()) {
            for (String engine : engines.keySet()) {
                double spread = spread(kernel, engine);
                if (spread > DOUBTFUL_SPREAD) {
                    doubts.add(
                            String.format(
                                    Locale.ROOT,
                                    "%s, %s: the slowest round took %.2f times as long as the"
                                            + " fastest, more than %.1f: the machine was busy",
                                    kernel,
                                    engine,
                                    spread,
                                    DOUBTFUL_SPREAD));
                }
            }
        }
        return doubts;
    }

    /** Our time divided by that of another engine; empty if one of the two is missing. */
    OptionalDouble ratio(String kernel, String engine) {
        OptionalDouble ours = median(kernel, OURS, Run::peakMillis);
        OptionalDouble theirs = median(kernel, engine, Run::peakMillis);
        return ours.isPresent() && theirs.isPresent()
                ? OptionalDouble.of(ours.getAsDouble() / theirs.getAsDouble())
                : OptionalDouble.empty();
    }
}
