package org.trufflecasm.tck.fuzz;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.trufflecasm.tck.ProjectFiles;

/**
 * The fuzzer's entry point on changed capsules: whole trees of control flow, not only the reader.
 */
class HostileInputTest {

    @Test
    void changedCapsulesAreProgramsOrRefused() throws IOException {
        byte[] capsule = Files.readAllBytes(capsule());
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 2000; round++) {
            byte[] changed = capsule.clone();
            int changes = 1 + random.nextInt(4);
            for (int i = 0; i < changes; i++) {
                changed[random.nextInt(changed.length)] = (byte) (' ' + random.nextInt(95));
            }
            int seed = round;
            assertDoesNotThrow(
                    () -> HostileInput.fuzzerTestOneInput(changed), () -> "round " + seed);
        }
    }

    private static Path capsule() {
        return ProjectFiles.root().resolve("examples").resolve("irreducible.casm");
    }
}
