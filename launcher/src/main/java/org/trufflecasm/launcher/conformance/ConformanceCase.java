package org.trufflecasm.launcher.conformance;

import java.nio.file.Path;
import java.util.List;

/**
 * One conformance case: a capsule, the host it runs on, and what must come out.
 *
 * <p>A case that cannot be read is a case too, with a {@link #problem()}: it is never skipped, it
 * fails.
 *
 * @param id short name, unique among the cases of one folder; the name of the folder for a case
 *     with files of its own
 * @param location the case file, or the folder of the case
 * @param title what it is about; empty if it does not say
 * @param tags markers such as {@code ext} or {@code borrow}
 * @param form how the capsule is held
 * @param capsuleName file name under which the capsule is loaded
 * @param capsule its bytes; empty if there is a problem
 * @param options what it asks of the host
 * @param expectation what it demands; null if there is a problem
 * @param problem why it cannot be judged; null if it can
 */
public record ConformanceCase(
        String id,
        Path location,
        String title,
        List<String> tags,
        CapsuleForm form,
        String capsuleName,
        Bytes capsule,
        CaseOptions options,
        Expectation expectation,
        String problem) {

    public ConformanceCase {
        tags = List.copyOf(tags);
    }

    /** A case that cannot be judged. */
    static ConformanceCase unreadable(String id, Path location, String problem) {
        return new ConformanceCase(
                id,
                location,
                "",
                List.of(),
                CapsuleForm.RAW,
                id,
                Bytes.EMPTY,
                CaseOptions.NONE,
                null,
                problem);
    }

    /** Whether it can be judged; if not, it counts as failed. */
    public boolean isJudgeable() {
        return problem == null;
    }

    @Override
    public String toString() {
        return id;
    }
}
