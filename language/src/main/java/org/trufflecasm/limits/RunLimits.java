package org.trufflecasm.limits;

import java.util.Map;
import org.trufflecasm.core.Family;
import org.trufflecasm.core.Manifest;

/**
 * What one run may use (specification §5). A limit of {@link #UNLIMITED} is none, and then nothing
 * is counted; a limit of 0 allows nothing.
 *
 * @param maxSteps executed instructions
 * @param maxStack operand slots over all frames
 * @param maxOutput bytes printed
 * @param maxCallDepth frames, the entry included
 * @param maxMemory bytes of values, as {@code runtime.Arena} estimates them
 * @param timeoutMillis milliseconds of the whole run
 * @param counted whether steps, calls and allocations are counted even where nothing limits them
 */
public record RunLimits(
        long maxSteps,
        long maxStack,
        long maxOutput,
        long maxCallDepth,
        long maxMemory,
        long timeoutMillis,
        boolean counted) {

    /** The limit that is none. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** No limit at all. */
    public static final RunLimits NONE =
            new RunLimits(UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED, false);

    /**
     * A host's option as a limit.
     *
     * @param option 0 for none
     */
    public static long ofHost(long option) {
        return option == 0 ? UNLIMITED : option;
    }

    /** These limits, with what a family sets where its host sets nothing. */
    public RunLimits orThoseOf(Family family) {
        return maxCallDepth != UNLIMITED || family.defaultCallDepth() == 0
                ? this
                : new RunLimits(
                        maxSteps,
                        maxStack,
                        maxOutput,
                        family.defaultCallDepth(),
                        maxMemory,
                        timeoutMillis,
                        counted);
    }

    /** These limits, lowered by what the manifest says; a manifest never raises one. */
    public RunLimits loweredBy(Manifest manifest) {
        Map<String, Long> asked = manifest.limits();
        return new RunLimits(
                lower(maxSteps, asked.get("max_steps")),
                lower(maxStack, asked.get("max_stack")),
                lower(maxOutput, asked.get("max_output")),
                lower(maxCallDepth, asked.get("max_call_depth")),
                lower(maxMemory, asked.get("max_memory")),
                lower(timeoutMillis, asked.get("timeout_ms")),
                counted);
    }

    /**
     * What of these limits shapes code: which ones there are, with 0 for each. Code that is shared
     * knows no more of them.
     */
    public RunLimits shape() {
        return new RunLimits(
                shape(maxSteps),
                shape(maxStack),
                shape(maxOutput),
                shape(maxCallDepth),
                shape(maxMemory),
                shape(timeoutMillis),
                counted);
    }

    private static long shape(long limit) {
        return limit == UNLIMITED ? UNLIMITED : 0;
    }

    private static long lower(long host, Long asked) {
        return asked == null ? host : Math.min(host, asked);
    }

    /** Whether executed instructions are counted. */
    public boolean countsSteps() {
        return counted || maxSteps != UNLIMITED;
    }

    /** Whether every call is counted, for its depth or its operands. */
    public boolean countsCalls() {
        return counted || maxCallDepth != UNLIMITED || maxStack != UNLIMITED;
    }

    /** Whether the operands of all frames are counted. */
    public boolean countsOperands() {
        return counted || maxStack != UNLIMITED;
    }

    /** Whether allocations are counted. */
    public boolean countsMemory() {
        return counted || maxMemory != UNLIMITED;
    }

    /** Whether there is no limit, and nothing to count. */
    public boolean limitsNothing() {
        return !countsSteps()
                && !countsCalls()
                && !countsMemory()
                && !hasDeadline()
                && maxOutput == UNLIMITED;
    }

    /** Whether the run has to end at some time. */
    public boolean hasDeadline() {
        return timeoutMillis != UNLIMITED;
    }
}
