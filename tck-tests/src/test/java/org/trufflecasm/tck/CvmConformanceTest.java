package org.trufflecasm.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.trufflecasm.launcher.conformance.CaseLoader;
import org.trufflecasm.launcher.conformance.ConformanceCase;
import org.trufflecasm.launcher.conformance.Judge;
import org.trufflecasm.tck.tier.Tier;

/** Every conformance case of the Crab virtual machine in every tier, each as a test of its own. */
class CvmConformanceTest {
    /** How many there were when this was written; cases come, and do not go. */
    private static final int CASES = 39;

    private static final List<Tier> TIERS = Tier.all();

    @AfterAll
    static void closeTiers() {
        TIERS.forEach(Tier::close);
    }

    @TestFactory
    List<DynamicContainer> cases() throws IOException {
        List<ConformanceCase> cases =
                CaseLoader.load(List.of(ProjectFiles.root().resolve("conformance").resolve("cvm")));
        assertTrue(cases.size() >= CASES, () -> "cases were removed: " + cases.size());
        return TieredCases.of(TIERS, cases, CvmConformanceTest::check);
    }

    private static void check(Tier tier, ConformanceCase one) {
        assertTrue(one.isJudgeable(), () -> "the case cannot be judged: " + one.problem());
        assertEquals(List.of(), Judge.differences(one, tier.run(one)));
    }
}
