package org.trufflecasm.launcher.policy;

import java.util.List;
import java.util.Map;

/**
 * What a policy file says; see schema/policy.schema.json. What it does not mention is empty or
 * null. Immutable.
 *
 * @param grants patterns of what is allowed besides the default
 * @param denies patterns of what is refused, whatever is granted
 * @param scopes patterns with a scope each, within which the named capabilities stay
 * @param limits limits by their names in a manifest
 * @param fileRoot where the paths of {@code fs.*} begin, relative to the working directory
 * @param maxResponseBytes bytes of an answer from the network
 * @param capabilityTimeout milliseconds of one call
 * @param deterministic whether nothing depends on when and where a run happens
 */
public record PolicyFile(
        List<String> grants,
        List<String> denies,
        List<String> scopes,
        Map<String, Long> limits,
        String fileRoot,
        Long maxResponseBytes,
        Long capabilityTimeout,
        boolean deterministic) {

    /** The names of limits that a policy can set. */
    public static final List<String> LIMITS =
            List.of(
                    "max_steps",
                    "max_stack",
                    "max_output",
                    "max_call_depth",
                    "max_memory",
                    "timeout_ms");

    /** A policy that says nothing. */
    public static final PolicyFile NONE =
            new PolicyFile(List.of(), List.of(), List.of(), Map.of(), null, null, null, false);

    public PolicyFile {
        grants = List.copyOf(grants);
        denies = List.copyOf(denies);
        scopes = List.copyOf(scopes);
        limits = Map.copyOf(limits);
    }

    /** The stricter of two limits, where 0 is none. */
    public long stricter(String limit, long other) {
        long own = limits.getOrDefault(limit, 0L);
        return own == 0 ? other : other == 0 ? own : Math.min(own, other);
    }
}
