package org.trufflecasm.limits;

import java.util.Map;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;

/**
 * What one run may use. 0 means no limit, and then nothing is counted.
 *
 * @param maxSteps executed instructions
 * @param maxStack operand slots over all frames
 * @param maxOutput bytes printed
 * @param maxCallDepth frames, the entry included
 */
public record RunLimits(long maxSteps, long maxStack, long maxOutput, long maxCallDepth) {

    /** No limit at all. */
    public static final RunLimits NONE = new RunLimits(0, 0, 0, 0);

    /**
     * These limits, lowered by what the manifest says; a manifest never raises one. A manifest's
     * limit of 0 allows nothing, but since 0 stands for no limit here, it is taken as 1 where that
     * is as strict.
     *
     * @throws LoadException if the manifest sets a limit that this version cannot enforce
     */
    public RunLimits loweredBy(Manifest manifest) {
        Map<String, Long> asked = manifest.limits();
        for (String name : asked.keySet()) {
            if (name.equals("max_memory") || name.equals("timeout_ms")) {
                throw new LoadException(
                        ErrorKind.LoadError,
                        "the manifest sets the limit "
                                + name
                                + ", which is not available in this version",
                        LoadException.Place.UNKNOWN);
            }
        }
        return new RunLimits(
                lower(maxSteps, asked.get("max_steps")),
                lower(maxStack, asked.get("max_stack")),
                lower(maxOutput, asked.get("max_output")),
                lower(maxCallDepth, asked.get("max_call_depth")));
    }

    private static long lower(long host, Long asked) {
        if (asked == null) {
            return host;
        }
        long wanted = Math.max(1, asked);
        return host == 0 ? wanted : Math.min(host, wanted);
    }

    /** Whether executed instructions are counted. */
    public boolean countsSteps() {
        return maxSteps > 0;
    }

    /** Whether every call is counted, for its depth or its operands. */
    public boolean countsCalls() {
        return maxCallDepth > 0 || maxStack > 0;
    }
}
