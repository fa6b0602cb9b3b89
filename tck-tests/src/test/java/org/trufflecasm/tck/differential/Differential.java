package org.trufflecasm.tck.differential;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.trufflecasm.tck.generator.CapsuleModel;
import org.trufflecasm.tck.generator.Feature;
import org.trufflecasm.tck.generator.FlatModel;
import org.trufflecasm.tck.generator.FlatProgramGenerator;
import org.trufflecasm.tck.generator.ProgramGenerator;
import org.trufflecasm.tck.generator.Shrinker;
import org.trufflecasm.tck.tier.Tier;

/** Compares the programs of many seeds, and makes what differs small. */
final class Differential {
    /** After so many differences it is clear that something is wrong. */
    private static final int MAX_FAILURES = 20;

    private static final int PROGRESS = 10_000;

    private final List<Tier> tiers;
    private final Path reports;
    private final PrintStream log;
    private final Map<String, Integer> endings = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    /**
     * @param tiers what is compared with the reference interpreter
     * @param reports the folder for capsules that differ
     * @param log where progress and differences are written
     */
    Differential(List<Tier> tiers, Path reports, PrintStream log) {
        this.tiers = tiers;
        this.reports = reports;
        this.log = log;
    }

    /** How the programs ended, by the kind of their error. */
    Map<String, Integer> endings() {
        return endings;
    }

    /** What differed, one entry per program. */
    List<String> failures() {
        return failures;
    }

    /**
     * Compares the programs of {@code count} seeds, from {@code first} on.
     *
     * @throws IOException if a report cannot be written
     */
    void run(long first, long count) throws IOException {
        Comparison comparison = new Comparison(tiers);
        for (long i = 0; i < count && failures.size() < MAX_FAILURES; i++) {
            long seed = first + i;
            if (Math.floorMod(seed, 5) == 4 && Feature.enabled().contains(Feature.FLAT)) {
                runFlat(seed, comparison);
                continue;
            }
            CapsuleModel model = ProgramGenerator.generate(seed);
            Comparison.Verdict verdict = comparison.compare(model, seed);
            String ending =
                    verdict.expected().isOk() ? "ended well" : verdict.expected().errorKind();
            endings.merge(ending, 1, Integer::sum);
            if (!verdict.agrees()) {
                report(seed, model, verdict, comparison);
            }
            if ((i + 1) % PROGRESS == 0) {
                log.println((i + 1) + " programs, " + failures.size() + " differ");
            }
        }
    }

    private void runFlat(long seed, Comparison comparison) throws IOException {
        FlatModel model = FlatProgramGenerator.generate(seed);
        Comparison.Verdict verdict = comparison.compare(model, seed);
        String ending = verdict.expected().isOk() ? "ended well" : verdict.expected().errorKind();
        endings.merge("flat " + ending, 1, Integer::sum);
        if (verdict.agrees()) {
            return;
        }
        FlatModel small = model;
        for (int length = model.lines().size() / 2; length > 0; length /= 2) {
            for (int start = small.lines().size() - length; start >= 0; start -= length) {
                FlatModel smaller = small.without(start, length);
                if (smaller.lines().size() < small.lines().size()
                        && fails(verdict, comparison.compare(smaller, seed))) {
                    small = smaller;
                }
            }
        }
        Files.createDirectories(reports);
        Path file = reports.resolve("seed-" + seed + ".casm");
        Files.writeString(file, small.text());
        String failure =
                "seed "
                        + seed
                        + ": "
                        + file
                        + "\n  "
                        + String.join("\n  ", comparison.compare(small, seed).differences());
        failures.add(failure);
        log.println(failure);
    }

    private void report(
            long seed, CapsuleModel model, Comparison.Verdict verdict, Comparison comparison)
            throws IOException {
        CapsuleModel small =
                Shrinker.shrink(
                        model, candidate -> fails(verdict, comparison.compare(candidate, seed)));
        Comparison.Verdict shown = comparison.compare(small, seed);
        Files.createDirectories(reports);
        Path file = reports.resolve("seed-" + seed + ".json");
        Files.writeString(file, small.toJson());
        String failure =
                "seed "
                        + seed
                        + ", made small ("
                        + small.size()
                        + " instructions): "
                        + file
                        + "\n  "
                        + String.join("\n  ", shown.differences());
        failures.add(failure);
        log.println(failure);
    }

    /**
     * Whether a smaller program fails like the original one: not because it is no longer a correct
     * capsule.
     */
    private static boolean fails(Comparison.Verdict original, Comparison.Verdict candidate) {
        return !candidate.agrees()
                && candidate.isRefused() == original.isRefused()
                && candidate.differences().stream()
                        .map(Differential::subject)
                        .anyMatch(
                                original.differences().stream().map(Differential::subject).toList()
                                        ::contains);
    }

    /** Tier and field of a difference. */
    private static String subject(String difference) {
        return difference.lines().findFirst().orElse("").replaceAll(" from character.*", "");
    }
}
