package org.trufflecasm.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.trufflecasm.launcher.conformance.CaseLoader;
import org.trufflecasm.launcher.conformance.ConformanceCase;
import org.trufflecasm.launcher.conformance.Judge;
import org.trufflecasm.launcher.conformance.Outcome;
import org.trufflecasm.tck.tier.Tier;

/**
 * Limits of memory and time in every tier. Cases in the format of the conformance cases. The
 * reference interpreter has no clock: what is beyond its patience is beyond a limit of time.
 */
class QuotaTest {
    /** A limit that takes longer to be noticed is of no use. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final List<Tier> TIERS = Tier.all();

    @AfterAll
    static void closeTiers() {
        TIERS.forEach(Tier::close);
    }

    @TestFactory
    List<DynamicContainer> cases() throws IOException, URISyntaxException {
        Path folder = Path.of(QuotaTest.class.getResource("/quotas").toURI());
        List<ConformanceCase> cases = CaseLoader.load(List.of(folder));
        assertTrue(cases.size() > 25, "the cases were not found");
        return TIERS.stream()
                .map(
                        tier ->
                                dynamicContainer(
                                        tier.name(),
                                        cases.stream()
                                                .map(
                                                        one ->
                                                                dynamicTest(
                                                                        one.id(),
                                                                        () -> check(tier, one)))))
                .toList();
    }

    private static void check(Tier tier, ConformanceCase one) {
        assertTrue(one.isJudgeable(), () -> "the case cannot be judged: " + one.problem());
        Outcome outcome = assertTimeout(PATIENCE, () -> tier.run(one));
        if (WithoutReference.gaveUp(tier, one.id(), outcome)) {
            return;
        }
        assertEquals(List.of(), Judge.differences(one, outcome));
        if (outcome.errorKind() != null && !one.id().contains("zero")) {
            assertTrue(!outcome.trace().isEmpty(), "there is no trace");
        }
    }
}
