package org.trufflecasm.embed;

import java.time.Duration;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;

/**
 * What the newest execution of a run has used. Its numbers are read when somebody asks for them.
 */
final class Figures {
    private final Value statistics;

    /** The numbers, until they are read; null if there are none. */
    private Value used;

    private Usage usage = Usage.NONE;

    /**
     * @param statistics gives the numbers of the newest execution
     */
    Figures(Value statistics) {
        this.statistics = statistics;
    }

    /**
     * An execution has ended.
     *
     * @param time how long it took
     * @param cancelled whether the numbers cannot be asked for any more
     */
    void note(Duration time, boolean cancelled) {
        usage = new Usage(0, 0, 0, 0, 0, 0, time);
        used = null;
        if (!cancelled) {
            try {
                used = statistics.execute();
            } catch (PolyglotException | IllegalStateException ended) {
                // Cancelled meanwhile, or ended by the capsule: nobody knows any more.
                used = null;
            }
        }
    }

    /** What it has used. */
    Usage read() {
        if (used != null) {
            try {
                usage =
                        new Usage(
                                used.getMember("steps").asLong(),
                                used.getMember("stack").asLong(),
                                used.getMember("depth").asLong(),
                                used.getMember("calls").asLong(),
                                used.getMember("objects").asLong(),
                                used.getMember("bytes").asLong(),
                                usage.time());
            } catch (PolyglotException | IllegalStateException ended) {
                usage = new Usage(0, 0, 0, 0, 0, 0, usage.time());
            }
            used = null;
        }
        return usage;
    }
}
