package org.trufflecasm.tck.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.trufflecasm.tck.generator.CrabProgramGenerator;
import org.trufflecasm.tck.tier.Tier;

/**
 * Random modules of the Crab virtual machine must give the same in every tier. System properties as
 * for {@link DifferentialTest}; there are half as many modules.
 */
class CrabDifferentialTest {
    private static final long MODULES = Long.getLong("casm.programs", 500) / 2;
    private static final long FIRST_SEED = Long.getLong("casm.firstSeed", 0);
    private static final String TIERS = System.getProperty("casm.tiers", "interpreter,compiled");
    private static final Path REPORTS = Path.of("target", "differential");

    @Test
    void tiersAgreeOnRandomModules() throws IOException {
        List<Tier> tiers = DifferentialMain.tiers(TIERS);
        Comparison comparison = new Comparison(tiers);
        Map<String, Integer> endings = new TreeMap<>();
        List<String> failures = new ArrayList<>();
        for (long i = 0; i < MODULES && failures.size() < 10; i++) {
            long seed = FIRST_SEED + i;
            String module = CrabProgramGenerator.generate(seed);
            Comparison.Verdict verdict = comparison.compare("module.cvm", module, limits(seed));
            String ending =
                    verdict.expected().isOk() ? "ended well" : verdict.expected().errorKind();
            endings.merge(ending, 1, Integer::sum);
            if (!verdict.agrees()) {
                Files.createDirectories(REPORTS);
                Path file = REPORTS.resolve("module-" + seed + ".cvm.txt");
                Files.writeString(file, module);
                failures.add(
                        "seed "
                                + seed
                                + ": "
                                + file
                                + "\n  "
                                + String.join("\n  ", verdict.differences()));
            }
        }
        tiers.forEach(Tier::close);
        System.out.println(MODULES + " random modules, endings: " + endings);
        assertEquals(List.of(), failures);
        int well = endings.getOrDefault("ended well", 0);
        assertTrue(well > MODULES / 6, () -> "too few modules end well: " + endings);
        assertTrue(endings.size() > 4 || MODULES < 100, endings::toString);
    }

    /** Every fourth is stopped in its midst, every eighth by the depth of its calls. */
    private static Map<String, Long> limits(long seed) {
        if (seed % 4 == 3) {
            return Map.of("max_steps", 1L + Math.floorMod(seed * 31, 400));
        }
        return seed % 8 == 5
                ? Map.of("max_steps", Comparison.MAX_STEPS, "max_call_depth", 2L)
                : Map.of("max_steps", Comparison.MAX_STEPS);
    }
}
