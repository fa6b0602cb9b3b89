package org.trufflecasm.tck.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trufflecasm.tck.tier.Tier;
import org.trufflecasm.tck.tier.TruffleTier;

/**
 * A limit on steps stops a program at the same instruction in every tier, wherever that is: steps
 * are paid in advance, for branches and behind calls, and what was paid too early must not count.
 */
class StepLimitTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"recursion", "thrown", "halted_tasks", "uneven_branches", "copied_loops"})
    void stopsAtEveryInstruction(String program) throws IOException {
        stops(TruffleTier.interpreter(), program, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"recursion", "thrown", "halted_tasks", "uneven_branches", "copied_loops"})
    void stopsCompiledCode(String program) throws IOException {
        stops(TruffleTier.compiled(), program, 23);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deep_recursion", "thrown", "uneven_branches", "copied_loops"})
    void stopsCodeThatIsHot(String program) throws IOException {
        stops(TruffleTier.warm(), program, program.startsWith("deep") ? 2003 : 97);
    }

    private static void stops(Tier tier, String program, long stride) throws IOException {
        String capsule = capsule(program);
        Comparison comparison = new Comparison(List.of(tier));
        Comparison.Verdict whole =
                comparison.compare(program, capsule, Map.of("max_steps", 1_000_000L));
        assertEquals(List.of(), whole.differences());
        long steps = whole.expected().steps();
        assertTrue(steps > 50, "the program is too short to say anything");
        for (long limit = 1; limit <= steps; limit += stride) {
            Comparison.Verdict verdict =
                    comparison.compare(program, capsule, Map.of("max_steps", limit));
            assertEquals(limit < steps ? "StepQuota" : null, verdict.expected().errorKind());
            assertEquals(List.of(), verdict.differences(), "with a limit of " + limit);
        }
        tier.close();
    }

    private static String capsule(String program) throws IOException {
        try (InputStream file =
                StepLimitTest.class.getResourceAsStream("/steps/" + program + ".json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
