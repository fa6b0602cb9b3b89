package org.trufflecasm.launcher.conformance;

import java.util.List;
import java.util.Map;

/**
 * What a case asks of the host that runs it.
 *
 * @param stdin what the capsule reads; empty if the case does not say
 * @param grant capabilities to allow besides the default ones
 * @param deny capabilities to refuse
 * @param limits limits by their names in a manifest ({@code max_steps}, …), each 0 or more
 * @param permissions what the capsule asks for, where its format cannot say so itself (text
 *     assembly)
 */
public record CaseOptions(
        String stdin,
        List<String> grant,
        List<String> deny,
        Map<String, Long> limits,
        List<String> permissions) {

    /** Asks for nothing. */
    public static final CaseOptions NONE =
            new CaseOptions("", List.of(), List.of(), Map.of(), List.of());

    public CaseOptions {
        grant = List.copyOf(grant);
        deny = List.copyOf(deny);
        limits = Map.copyOf(limits);
        permissions = List.copyOf(permissions);
    }

    /** The limit of that name, or 0 (none) if the case does not set it. */
    public long limit(String name) {
        return limits.getOrDefault(name, 0L);
    }
}
