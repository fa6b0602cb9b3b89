package org.trufflecasm.capability;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which capabilities a host allows, whatever a manifest asks for. A denial beats every grant.
 * Immutable; safe to share between threads.
 */
public final class GrantPolicy {

    /**
     * Allows what cannot reach beyond the capsule's own streams (specification §5); everything else
     * needs a grant.
     */
    public static final GrantPolicy STANDARD =
            new GrantPolicy(
                    parse(
                            List.of(
                                    "io.print",
                                    "io.eprint",
                                    "io.read",
                                    "str.*",
                                    "math.*",
                                    "conv.*",
                                    "json.*",
                                    "collections.*",
                                    "append",
                                    "push",
                                    "arr_set",
                                    "arr_get",
                                    "arr_slice",
                                    "make_range")),
                    List.of());

    /** Allows nothing. */
    public static final GrantPolicy NONE = new GrantPolicy(List.of(), List.of());

    private final List<CapabilityPattern> grants;
    private final List<CapabilityPattern> denials;

    private GrantPolicy(List<CapabilityPattern> grants, List<CapabilityPattern> denials) {
        this.grants = grants;
        this.denials = denials;
    }

    /**
     * The standard policy with some changes.
     *
     * @param grants what it allows besides: names, {@code ns.*} or {@code *}
     * @param denials what it refuses, whatever is granted: names, {@code ns.*} or {@code *}
     * @throws IllegalArgumentException if one is none of these; the message is for the user
     */
    public static GrantPolicy of(Collection<String> grants, Collection<String> denials) {
        return STANDARD.grant(grants).deny(denials);
    }

    /**
     * This policy, more generous.
     *
     * @param patterns names, {@code ns.*} or {@code *}
     * @throws IllegalArgumentException if one is none of these; the message is for the user
     */
    public GrantPolicy grant(Collection<String> patterns) {
        return new GrantPolicy(join(grants, patterns), denials);
    }

    /**
     * This policy, stricter.
     *
     * @param patterns names, {@code ns.*} or {@code *}
     * @throws IllegalArgumentException if one is none of these; the message is for the user
     */
    public GrantPolicy deny(Collection<String> patterns) {
        return new GrantPolicy(grants, join(denials, patterns));
    }

    /** Whether a capability may be called, under any of its spellings. */
    public boolean allows(String name) {
        return denials.stream().noneMatch(denial -> denial.covers(name))
                && grants.stream().anyMatch(grant -> grant.covers(name));
    }

    private static List<CapabilityPattern> parse(Collection<String> patterns) {
        return join(List.of(), patterns);
    }

    private static List<CapabilityPattern> join(
            List<CapabilityPattern> first, Collection<String> more) {
        List<CapabilityPattern> all = new ArrayList<>(first);
        Stream<CapabilityPattern> parsed = more.stream().map(CapabilityPattern::parse);
        all.addAll(parsed.toList());
        return List.copyOf(all);
    }

    @Override
    public String toString() {
        return "grants " + texts(grants) + ", denials " + texts(denials);
    }

    private static List<String> texts(List<CapabilityPattern> patterns) {
        return patterns.stream().map(CapabilityPattern::text).toList();
    }
}
