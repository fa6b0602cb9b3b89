package org.trufflecasm.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
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
import org.trufflecasm.tck.tier.Tier;

/** Every conformance case in every tier, each as a test of its own. */
class ConformanceTest {
    /** How many there were when this was written; cases come, and do not go. */
    private static final int CASES = 812;

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
        return TieredCases.of(TIERS, cases, ConformanceTest::check);
    }

    private static void check(Tier tier, ConformanceCase one) throws IOException {
        assertTrue(one.isJudgeable(), () -> "the case cannot be judged: " + one.problem());
        Outcome outcome = tier.run(one);
        if (WithoutReference.gaveUp(tier, one.id(), outcome)) {
            return;
        }
        List<String> differences = Judge.differences(one, outcome);
        if (ContradictedList.nearest(one.location()).reasonOf(one.id()) != null) {
            assertTrue(
                    !differences.isEmpty(),
                    () -> "the case passes; remove it from " + ContradictedList.FILE);
            return;
        }
        assertEquals(List.of(), differences);
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
                        && !Set.of(ContradictedList.FILE, "README.md").contains(name)) {
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
    void onlyExistingCasesAreContradicted() throws IOException {
        Path root = ProjectFiles.conformance();
        Set<String> contradicted =
                new TreeSet<>(ContradictedList.read(root.resolve(ContradictedList.FILE)).ids());
        CaseLoader.load(List.of(root)).forEach(one -> contradicted.remove(one.id()));
        assertEquals(Set.of(), contradicted);
    }
}
