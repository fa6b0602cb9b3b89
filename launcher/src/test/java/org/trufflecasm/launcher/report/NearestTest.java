package org.trufflecasm.launcher.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestTest {
    private static final List<String> WORDS =
            List.of(
                    "--result",
                    "--tier",
                    "--max-steps",
                    "--max-stack",
                    "--grant",
                    "run",
                    "check",
                    "io.print");

    @ParameterizedTest
    @CsvSource({
        "--rsult, --result",
        "--resutl, --result",
        "--max-step, --max-steps",
        "--max-stak, --max-stack",
        "--TIER, --tier",
        "io.prnt, io.print",
        "io, io.print",
        "chek, check",
        "rn, run",
    })
    void findsWhatWasMeant(String word, String meant) {
        assertEquals(Optional.of(meant), Nearest.to(word, WORDS));
    }

    @ParameterizedTest
    @CsvSource({"--frobnicate", "xyz", "''", "--"})
    void saysNothingAboutStrangers(String word) {
        assertEquals(Optional.empty(), Nearest.to(word, WORDS));
    }

    @Test
    void hugeWordsAreNotCompared() {
        assertEquals(Optional.empty(), Nearest.to("r".repeat(100_000), WORDS));
    }

    @ParameterizedTest
    @CsvSource({
        "abc, abc, 0",
        "abc, acb, 1",
        "abc, ab, 1",
        "abc, xabc, 1",
        "abc, axc, 1",
        "ca, abc, 3"
    })
    void countsLetters(String one, String other, int distance) {
        assertEquals(distance, Nearest.distance(one, other));
        assertEquals(distance, Nearest.distance(other, one));
    }
}
