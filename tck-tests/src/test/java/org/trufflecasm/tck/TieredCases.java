package org.trufflecasm.tck;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicContainer;
import org.trufflecasm.launcher.conformance.ConformanceCase;
import org.trufflecasm.tck.tier.Tier;

/** Conformance cases as tests of their own, in each tier. */
final class TieredCases {
    private TieredCases() {}

    /** What is demanded of a case in a tier. */
    @FunctionalInterface
    interface Check {
        void accept(Tier tier, ConformanceCase one) throws IOException;
    }

    static List<DynamicContainer> of(List<Tier> tiers, List<ConformanceCase> cases, Check check) {
        List<DynamicContainer> containers = new ArrayList<>();
        for (Tier tier : tiers) {
            containers.add(
                    dynamicContainer(
                            tier.name(),
                            cases.stream()
                                    .map(
                                            one ->
                                                    dynamicTest(
                                                            one.id(),
                                                            one.location().toUri(),
                                                            () -> check.accept(tier, one)))));
        }
        return containers;
    }
}
