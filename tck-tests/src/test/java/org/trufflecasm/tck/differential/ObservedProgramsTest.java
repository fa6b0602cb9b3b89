package org.trufflecasm.tck.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trufflecasm.tck.tier.Tier;
import org.trufflecasm.tck.tier.TruffleTier;

/**
 * Random programs, with tasks that give way in the midst of statements and calls among them, do the
 * same while tools count their statements and calls, compiled.
 */
class ObservedProgramsTest {
    private static final long PROGRAMS = 40;
    private static final long FIRST_SEED = 70_000;

    @Test
    void toolsChangeNothing() throws IOException {
        try (Tier observed = TruffleTier.observed()) {
            Differential differential =
                    new Differential(
                            List.of(observed), Path.of("target", "differential"), System.out);
            differential.run(FIRST_SEED, PROGRAMS);
            assertEquals(List.of(), differential.failures());
        }
    }
}
