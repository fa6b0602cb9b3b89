package org.trufflecasm.tck.differential;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.trufflecasm.launcher.conformance.Bytes;
import org.trufflecasm.launcher.conformance.CapsuleForm;
import org.trufflecasm.launcher.conformance.CaseOptions;
import org.trufflecasm.launcher.conformance.ConformanceCase;
import org.trufflecasm.launcher.conformance.Outcome;
import org.trufflecasm.tck.generator.CapsuleModel;
import org.trufflecasm.tck.generator.FlatModel;
import org.trufflecasm.tck.tier.ReferenceTier;
import org.trufflecasm.tck.tier.Tier;

/**
 * Runs one capsule on the reference interpreter and on other tiers and says where they differ.
 *
 * <p>As their seed says, programs run without limits, with a limit on steps that is not reached, or
 * with one on steps, output or call depth that is somewhere in the midst of the run.
 */
final class Comparison {
    /** A program that runs longer ends here, everywhere. */
    static final long MAX_STEPS = 100_000;

    private static final int SHOWN = 1_500;

    private final ReferenceTier reference = new ReferenceTier();
    private final List<Tier> tiers;

    Comparison(List<Tier> tiers) {
        this.tiers = tiers;
    }

    /**
     * What a comparison gave.
     *
     * @param expected what the reference interpreter gave
     * @param actual what each tier gave
     * @param differences readable; empty if all tiers agree, or if nothing could be compared
     */
    record Verdict(Outcome expected, List<Outcome> actual, List<String> differences) {
        boolean agrees() {
            return differences.isEmpty();
        }

        /** Whether the program was refused, by anyone. */
        boolean isRefused() {
            return Stream.concat(Stream.of(expected), actual.stream())
                    .anyMatch(outcome -> Objects.equals(outcome.errorKind(), "LoadError"));
        }
    }

    /** Compares, for the program of a seed. */
    Verdict compare(CapsuleModel model, long seed) {
        Outcome whole = reference.run(request(model, Map.of("max_steps", MAX_STEPS)));
        boolean stopped = Objects.equals(whole.errorKind(), "StepQuota");
        Map<String, Long> limits = limits(seed, whole, stopped);
        // A manifest's limit must be the same as a host's.
        ConformanceCase request =
                Math.floorMod(seed, 8) == 7
                        ? request(model.withLimits(limits), Map.of())
                        : request(model, limits);
        return verdict(reference.run(request), request);
    }

    /** Compares, for the program of the CVM1 profile of a seed. */
    Verdict compare(FlatModel model, long seed) {
        Outcome whole = reference.run(request(model, Map.of("max_steps", MAX_STEPS)));
        boolean stopped = Objects.equals(whole.errorKind(), "StepQuota");
        ConformanceCase request = request(model, limits(seed, whole, stopped));
        return verdict(reference.run(request), request);
    }

    /** Compares, for a capsule with limits. */
    Verdict compare(String name, String capsule, Map<String, Long> limits) {
        ConformanceCase request = request(name, capsule, "", List.of(), limits);
        return verdict(reference.run(request), request);
    }

    private static ConformanceCase request(FlatModel model, Map<String, Long> limits) {
        return new ConformanceCase(
                "generated",
                Path.of("generated.casm"),
                "",
                List.of(),
                CapsuleForm.TEXT,
                "generated.casm",
                Bytes.of(model.text().getBytes(StandardCharsets.UTF_8)),
                new CaseOptions("", List.of(), List.of(), limits, List.of("io.print")),
                null,
                null);
    }

    /**
     * Limits under which the program of a seed runs; they are reached only where there is something
     * to reach.
     */
    private static Map<String, Long> limits(long seed, Outcome whole, boolean stopped) {
        long any = Math.floorMod(seed * 0x9E3779B97F4A7C15L, Long.MAX_VALUE);
        int printed = whole.stdout().length() + whole.stderr().length();
        return switch (Math.floorMod(seed, 16)) {
            case 3, 7, 11, 15 -> Map.of("max_steps", 1 + any % Math.max(1, whole.steps()));
            case 5 -> Map.of("max_steps", MAX_STEPS, "max_output", 1 + any % (2 + printed));
            case 9 -> Map.of("max_steps", MAX_STEPS, "max_call_depth", 1 + any % 5);
            case 0, 2, 4, 6, 8, 10, 12, 14 -> Map.of("max_steps", MAX_STEPS);
            default -> stopped ? Map.of("max_steps", MAX_STEPS) : Map.of();
        };
    }

    private Verdict verdict(Outcome expected, ConformanceCase request) {
        List<Outcome> actual = new ArrayList<>();
        List<String> differences = new ArrayList<>();
        if (!Objects.equals(expected.errorKind(), Tier.GAVE_UP)) {
            for (Tier tier : tiers) {
                actual.add(tier.run(request));
                compare(tier.name(), expected, actual.getLast(), differences);
            }
        }
        return new Verdict(expected, actual, differences);
    }

    private static ConformanceCase request(CapsuleModel model, Map<String, Long> limits) {
        return request("generated", model.toJson(), model.stdin(), model.grants(), limits);
    }

    private static ConformanceCase request(
            String name,
            String capsule,
            String stdin,
            List<String> grants,
            Map<String, Long> limits) {
        return new ConformanceCase(
                name,
                Path.of(name + ".json"),
                "",
                List.of(),
                CapsuleForm.RAW,
                name + ".json",
                Bytes.of(capsule.getBytes(StandardCharsets.UTF_8)),
                new CaseOptions(stdin, grants, List.of(), limits, List.of()),
                null,
                null);
    }

    private static void compare(
            String tier, Outcome expected, Outcome actual, List<String> differences) {
        List<String> found = new ArrayList<>();
        differ("error kind", expected.errorKind(), actual.errorKind(), found);
        differ("stdout", expected.stdout(), actual.stdout(), found);
        differ("stderr", expected.stderr(), actual.stderr(), found);
        differ("result type", expected.resultType(), actual.resultType(), found);
        differ("result", expected.resultText(), actual.resultText(), found);
        // A null of the reference: the wording is not specified. What loading says is the same
        // code.
        if (expected.message() != null || !found.isEmpty()) {
            differ("message", expected.message(), actual.message(), found);
        }
        if (expected.errorKind() != null) {
            differ("trace", expected.trace().toString(), actual.trace().toString(), found);
        }
        if (actual.steps() >= 0 && expected.steps() >= 0) {
            differ("steps", expected.steps(), actual.steps(), found);
        }
        found.forEach(difference -> differences.add(tier + ": " + difference));
    }

    private static void differ(
            String what, Object expected, Object actual, List<String> differences) {
        if (!Objects.equals(expected, actual)) {
            differences.add(difference(what, String.valueOf(expected), String.valueOf(actual)));
        }
    }

    /** Long texts are shown from shortly before the place where they differ. */
    private static String difference(String what, String expected, String actual) {
        int common = 0;
        int end = Math.min(expected.length(), actual.length());
        while (common < end && expected.charAt(common) == actual.charAt(common)) {
            common++;
        }
        int start =
                expected.length() > SHOWN || actual.length() > SHOWN ? Math.max(0, common - 80) : 0;
        return what
                + (start > 0 ? " from character " + start : "")
                + "\n    expected "
                + cut(expected, start)
                + "\n    got      "
                + cut(actual, start);
    }

    private static String cut(String text, int start) {
        int from = Math.min(start, text.length());
        int end = Math.min(text.length(), from + SHOWN);
        return text.substring(from, end).replace("\n", "\\n") + (end < text.length() ? "…" : "");
    }
}
