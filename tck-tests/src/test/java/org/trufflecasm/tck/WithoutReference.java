package org.trufflecasm.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.trufflecasm.launcher.conformance.ContradictedList;
import org.trufflecasm.launcher.conformance.Outcome;
import org.trufflecasm.tck.tier.Tier;

/**
 * The cases that the reference interpreter gives up, each with the reason, in {@code
 * without-reference.json}. It must give up these, and no other.
 */
final class WithoutReference {
    private static final ContradictedList REASONS = read();

    private WithoutReference() {}

    private static ContradictedList read() {
        try {
            return ContradictedList.read(
                    Path.of(WithoutReference.class.getResource("/without-reference.json").toURI()));
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Whether a tier gave up a case, as it must where the list says so.
     *
     * @throws AssertionError if it gave up a case that is not in the list, or the reference
     *     interpreter one that is did not
     */
    static boolean gaveUp(Tier tier, String id, Outcome outcome) {
        boolean gaveUp = Tier.GAVE_UP.equals(outcome.errorKind());
        boolean expected = tier.name().equals("reference") && REASONS.reasonOf(id) != null;
        assertEquals(
                expected,
                gaveUp,
                () ->
                        expected
                                ? "the reference interpreter runs "
                                        + id
                                        + "; remove it from the list"
                                : tier.name() + " gave up: " + outcome.message());
        return gaveUp;
    }
}
