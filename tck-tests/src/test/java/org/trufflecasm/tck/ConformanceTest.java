package org.trufflecasm.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.trufflecasm.launcher.conformance.CaseLoader;
import org.trufflecasm.launcher.conformance.ConformanceCase;
import org.trufflecasm.launcher.conformance.ContradictedList;
import org.trufflecasm.launcher.conformance.Judge;
import org.trufflecasm.launcher.conformance.Outcome;
import org.trufflecasm.launcher.conformance.PendingList;
import org.trufflecasm.tck.tier.ReferenceTier;
import org.trufflecasm.tck.tier.Tier;

/**
 * Every conformance case in every tier, each as a test of its own. The cases that {@code
 * pending.json} lists need features that do not exist yet; they must be refused for that reason,
 * and for no other.
 */
class ConformanceTest {
    /** The pending feature that is no refusal at load but a capability nobody offers. */
    private static final String CAPABILITIES = "built-in capabilities";

    /** How many there were when this was written; cases come, and do not go. */
    private static final int CASES = 807;

    private static final List<Tier> TIERS = Tier.all();

    /** The cases are about the capabilities that come with the language. */
    @BeforeAll
    static void hideHosts() {
        TestHosts.hide(true);
    }

    @AfterAll
    static void closeTiers() {
        TIERS.forEach(Tier::close);
        TestHosts.hide(false);
    }

    @TestFactory
    List<DynamicContainer> cases() throws IOException {
        List<ConformanceCase> cases = CaseLoader.load(List.of(ProjectFiles.conformance()));
        PendingList pending =
                PendingList.read(ProjectFiles.conformance().resolve(PendingList.FILE));
        List<DynamicContainer> tiers = new ArrayList<>();
        for (Tier tier : TIERS) {
            tiers.add(
                    dynamicContainer(
                            tier.name(),
                            cases.stream()
                                    .filter(one -> canRun(tier, one))
                                    .map(
                                            one ->
                                                    dynamicTest(
                                                            one.id(),
                                                            one.location().toUri(),
                                                            () ->
                                                                    check(
                                                                            tier,
                                                                            one,
                                                                            pending.featureOf(
                                                                                    one.id()))))));
        }
        return tiers;
    }

    /** The reference interpreter has no files, processes or clocks. */
    private static boolean canRun(Tier tier, ConformanceCase one) {
        return !tier.name().equals("reference") || !one.tags().contains("host");
    }

    private static void check(Tier tier, ConformanceCase one, String pendingFeature)
            throws IOException {
        assertTrue(one.isJudgeable(), () -> "the case cannot be judged: " + one.problem());
        Outcome outcome = tier.run(one);
        List<String> differences = Judge.differences(one, outcome);
        if (ContradictedList.nearest(one.location()).reasonOf(one.id()) != null) {
            assertTrue(
                    !differences.isEmpty(),
                    () -> "the case passes; remove it from " + ContradictedList.FILE);
            return;
        }
        if (pendingFeature == null) {
            assertEquals(List.of(), differences);
            return;
        }
        // The reference interpreter has whatever a capsule in JSON can need.
        if (tier instanceof ReferenceTier && differences.isEmpty()) {
            return;
        }
        assertTrue(
                !differences.isEmpty(),
                () -> "the case passes; remove it from " + PendingList.FILE);
        assertTrue(
                isRefusedFor(pendingFeature, outcome),
                () -> "the case is pending for " + pendingFeature + ", but gives " + outcome);
    }

    private static boolean isRefusedFor(String feature, Outcome outcome) {
        String message = Objects.requireNonNullElse(outcome.message(), "");
        if (feature.equals(CAPABILITIES)) {
            return Set.of("UnknownCapability", "CapabilityDenied").contains(outcome.errorKind());
        }
        return "LoadError".equals(outcome.errorKind())
                && message.contains(feature)
                && message.contains("not available in this version");
    }

    /** Counted without the loader: a case that it overlooks would pass in silence. */
    @Test
    void everyCaseIsThere() throws IOException {
        Path root = ProjectFiles.conformance().toRealPath();
        Set<Path> expected = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                boolean belongsToFolder = Files.exists(file.resolveSibling("expect.json"));
                if (name.equals("expect.json")) {
                    expected.add(file.getParent());
                } else if (!belongsToFolder
                        && !Set.of("pending.json", "contradicted.json", "README.md")
                                .contains(name)) {
                    expected.add(file);
                }
            }
        }
        List<ConformanceCase> cases = CaseLoader.load(List.of(root));
        Set<Path> found = new TreeSet<>();
        Set<String> ids = new HashSet<>();
        for (ConformanceCase one : cases) {
            found.add(one.location());
            assertTrue(ids.add(one.id()), () -> "two cases have the id " + one.id());
        }
        assertEquals(expected, found);
        assertTrue(found.size() >= CASES, () -> "cases were removed: " + found.size());
    }

    @Test
    void onlyExistingCasesArePendingAndNoneTwice() throws IOException {
        Set<String> known = new HashSet<>();
        CaseLoader.load(List.of(ProjectFiles.conformance())).forEach(one -> known.add(one.id()));
        PendingList pending =
                PendingList.read(ProjectFiles.conformance().resolve(PendingList.FILE));
        for (List<String> ids : pending.casesByFeature().values()) {
            for (String id : ids) {
                assertTrue(known.remove(id), () -> "not a case, or listed twice: " + id);
            }
        }
    }
}
