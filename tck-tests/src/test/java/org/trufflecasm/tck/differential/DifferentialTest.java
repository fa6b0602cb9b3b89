package org.trufflecasm.tck.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trufflecasm.tck.tier.Tier;

/**
 * Random programs must give the same in every tier. System properties: {@code casm.programs} (how
 * many), {@code casm.firstSeed}, {@code casm.tiers}.
 */
class DifferentialTest {
    private static final long PROGRAMS = Long.getLong("casm.programs", 500);
    private static final long FIRST_SEED = Long.getLong("casm.firstSeed", 0);
    private static final String TIERS = System.getProperty("casm.tiers", "interpreter,compiled");

    @Test
    void tiersAgreeOnRandomPrograms() throws IOException {
        List<Tier> tiers = DifferentialMain.tiers(TIERS);
        Differential differential =
                new Differential(tiers, Path.of("target", "differential"), System.out);
        differential.run(FIRST_SEED, PROGRAMS);
        tiers.forEach(Tier::close);
        System.out.println(PROGRAMS + " random programs, endings: " + differential.endings());
        assertEquals(List.of(), differential.failures());
        int refused = differential.endings().getOrDefault("LoadError", 0);
        int skipped = differential.endings().getOrDefault(Tier.GAVE_UP, 0);
        assertTrue(
                refused + skipped <= 1 + PROGRAMS / 100,
                () -> "too many programs say nothing: " + differential.endings());
    }
}
