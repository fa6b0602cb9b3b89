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
import org.trufflecasm.tck.tier.ReferenceTier;
import org.trufflecasm.tck.tier.Tier;

/**
 * Runs one capsule on the reference interpreter and on other tiers and says where they differ.
 *
 * <p>Programs run three ways, as their seed says: without counting steps, with a limit that is not reached, and with a
 * limit somewhere in the midst of the run.
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
        byte[] text = model.toJson().getBytes(StandardCharsets.UTF_8);
        Outcome expected = reference.run(request(text, model, MAX_STEPS));
        boolean stopped = Objects.equals(expected.errorKind(), "StepQuota");
        if (!stopped && expected.steps() > 1 && seed % 4 == 3) {
            long budget = 1 + Math.floorMod(seed * 0x9E3779B97F4A7C15L, expected.steps());
            expected = reference.run(request(text, model, budget));
            return verdict(expected, request(text, model, budget));
        }
        boolean counted = stopped || seed % 2 == 0;
        return verdict(expected, request(text, model, counted ? MAX_STEPS : 0));
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

    private static ConformanceCase request(byte[] capsule, CapsuleModel model, long maxSteps) {
        Map<String, Long> limits = maxSteps > 0 ? Map.of("max_steps", maxSteps) : Map.of();
        return new ConformanceCase(
                "generated",
                Path.of("generated.json"),
                "",
                List.of(),
                CapsuleForm.RAW,
                "generated.json",
                Bytes.of(capsule),
                new CaseOptions(model.stdin(), model.grants(), List.of(), limits, List.of()),
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
        // A null of the reference: the wording is not specified. What loading says is the same code.
        if (expected.message() != null || actual.message() != null && found.size() > 0) {
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

    private static void differ(String what, Object expected, Object actual, List<String> differences) {
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
        int start = expected.length() > SHOWN || actual.length() > SHOWN ? Math.max(0, common - 80) : 0;
        return what + (start > 0 ? " from character " + start : "")
                + "\n    expected " + cut(expected, start)
                + "\n    got      " + cut(actual, start);
    }

    private static String cut(String text, int start) {
        int from = Math.min(start, text.length());
        int end = Math.min(text.length(), from + SHOWN);
        return text.substring(from, end).replace("\n", "\\n") + (end < text.length() ? "…" : "");
    }
}
