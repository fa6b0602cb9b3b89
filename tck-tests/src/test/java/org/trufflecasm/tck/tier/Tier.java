package org.trufflecasm.tck.tier;

import java.util.List;
import org.trufflecasm.launcher.conformance.ConformanceCase;
import org.trufflecasm.launcher.conformance.Outcome;

/** A way to run capsules. Used by one thread at a time. */
public interface Tier extends AutoCloseable {

    /**
     * How a run is reported that was stopped because it took too long. Not a kind of the
     * specification.
     */
    String TIMED_OUT = "TIMED_OUT";

    /**
     * How a run is reported that the reference interpreter gave up. Not a kind of the
     * specification.
     */
    String GAVE_UP = "GAVE_UP";

    /**
     * How a run is reported that ended in a failure which is none of the guest. Not a kind of the
     * specification.
     */
    String CRASHED = "CRASHED";

    /** A name for reports. */
    String name();

    /** Runs the capsule of a case on a fresh host. Never throws because of the capsule. */
    Outcome run(ConformanceCase wanted);

    @Override
    default void close() {}

    /** All tiers, the reference interpreter first. */
    static List<Tier> all() {
        return List.of(new ReferenceTier(), TruffleTier.interpreter(), TruffleTier.compiled());
    }
}
