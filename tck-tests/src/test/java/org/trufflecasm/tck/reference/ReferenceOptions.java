package org.trufflecasm.tck.reference;

import java.util.List;

/**
 * The host of a reference run. A limit of 0 is no limit.
 *
 * @param stdin what the capsule reads
 * @param grant capabilities allowed besides the default ones
 * @param deny capabilities refused
 * @param maxSteps instructions a run may execute
 * @param maxOutput bytes it may print
 * @param maxCallDepth frames, the entry included
 * @param patience instructions after which the interpreter gives up where there is no {@code
 *     maxSteps}
 */
public record ReferenceOptions(
        String stdin,
        List<String> grant,
        List<String> deny,
        long maxSteps,
        long maxOutput,
        long maxCallDepth,
        long patience) {

    /** How many instructions a run may execute if nobody says anything. */
    public static final long PATIENCE = 20_000_000;

    /** No input, no grants, no limits. */
    public static final ReferenceOptions NONE =
            new ReferenceOptions("", List.of(), List.of(), 0, 0, 0, PATIENCE);

    public ReferenceOptions {
        grant = List.copyOf(grant);
        deny = List.copyOf(deny);
    }

    /** The same host, which gives up earlier or later. */
    public ReferenceOptions withPatience(long instructions) {
        return new ReferenceOptions(
                stdin, grant, deny, maxSteps, maxOutput, maxCallDepth, instructions);
    }

    /** The same host with a limit on steps. */
    public ReferenceOptions withMaxSteps(long instructions) {
        return new ReferenceOptions(
                stdin, grant, deny, instructions, maxOutput, maxCallDepth, patience);
    }
}
