package org.trufflecasm.tck.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The host of a reference run.
 *
 * @param stdin what the capsule reads
 * @param grant capabilities allowed besides the default ones
 * @param deny capabilities refused
 * @param limits by their names in a manifest; 0 is no limit
 * @param patience instructions after which the interpreter gives up where there is no {@code
 *     max_steps}
 */
public record ReferenceOptions(
        String stdin,
        List<String> grant,
        List<String> deny,
        Map<String, Long> limits,
        long patience) {

    /** How many instructions a run may execute if nobody says anything. */
    public static final long PATIENCE = 20_000_000;

    /** No input, no grants, no limits. */
    public static final ReferenceOptions NONE =
            new ReferenceOptions("", List.of(), List.of(), Map.of(), PATIENCE);

    public ReferenceOptions {
        grant = List.copyOf(grant);
        deny = List.copyOf(deny);
        limits = Map.copyOf(limits);
    }

    /** The same host, which gives up earlier or later. */
    public ReferenceOptions withPatience(long instructions) {
        return new ReferenceOptions(stdin, grant, deny, limits, instructions);
    }

    /** The same host with a limit. */
    public ReferenceOptions withLimit(String name, long limit) {
        Map<String, Long> all = new HashMap<>(limits);
        all.put(name, limit);
        return new ReferenceOptions(stdin, grant, deny, all, patience);
    }

    /** The same host with other grants and denials. */
    public ReferenceOptions with(List<String> granted, List<String> denied) {
        return new ReferenceOptions(stdin, granted, denied, limits, patience);
    }
}
