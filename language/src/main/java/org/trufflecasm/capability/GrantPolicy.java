package org.trufflecasm.capability;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which capabilities a host allows, whatever a manifest asks for, and with which arguments. A
 * denial beats every grant. Immutable; safe to share between threads.
 *
 * <p>Everywhere a pattern is a name, {@code ns.*} or {@code *}; for {@code fs.*}, {@code net.*},
 * {@code sys.env} and {@code sys.exec} a scope may follow after a colon.
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
                    List.of(),
                    List.of());

    /** Allows nothing. */
    public static final GrantPolicy NONE = new GrantPolicy(List.of(), List.of(), List.of());

    /** What a deterministic run denies (specification §5). */
    public static final List<String> UNPREDICTABLE =
            List.of("crypto.random", "net.*", "sys.exec", "polyglot.*");

    private final List<CapabilityPattern> grants;
    private final List<CapabilityPattern> denials;
    private final List<CapabilityPattern> restrictions;

    private GrantPolicy(
            List<CapabilityPattern> grants,
            List<CapabilityPattern> denials,
            List<CapabilityPattern> restrictions) {
        this.grants = grants;
        this.denials = denials;
        this.restrictions = restrictions;
    }

    /**
     * Which arguments a host allows for one capability.
     *
     * @param granted scopes of which one must cover the argument; null for any argument
     * @param restricted the same, in addition; null for any argument
     * @param denied scopes of which none may cover it
     */
    record Scoped(List<String> granted, List<String> restricted, List<String> denied) {

        boolean isUnlimited() {
            return granted == null && restricted == null && denied.isEmpty();
        }

        boolean allows(ScopeKind kind, String value) {
            return isWithin(granted, kind, value)
                    && isWithin(restricted, kind, value)
                    && denied.stream().noneMatch(scope -> kind.forbids(scope, value));
        }

        private static boolean isWithin(List<String> scopes, ScopeKind kind, String value) {
            return scopes == null || scopes.stream().anyMatch(scope -> kind.allows(scope, value));
        }
    }

    /**
     * The standard policy with some changes.
     *
     * @param grants patterns of what it allows besides
     * @param denials patterns of what it refuses, whatever is granted
     * @throws IllegalArgumentException if one is no pattern; the message is for the user
     */
    public static GrantPolicy of(Collection<String> grants, Collection<String> denials) {
        return STANDARD.grant(grants).deny(denials);
    }

    /**
     * This policy, more generous.
     *
     * @throws IllegalArgumentException if one is no pattern; the message is for the user
     */
    public GrantPolicy grant(Collection<String> patterns) {
        return new GrantPolicy(join(grants, patterns), denials, restrictions);
    }

    /**
     * This policy, stricter. A denial with a scope refuses only what lies in the scope.
     *
     * @throws IllegalArgumentException if one is no pattern; the message is for the user
     */
    public GrantPolicy deny(Collection<String> patterns) {
        return new GrantPolicy(grants, join(denials, patterns), restrictions);
    }

    /**
     * This policy, stricter: a capability that one of the patterns names is allowed only within the
     * scopes of such patterns, whatever grants it.
     *
     * @param patterns each with a scope
     * @throws IllegalArgumentException if one is no pattern with a scope; the message is for the
     *     user
     */
    public GrantPolicy restrict(Collection<String> patterns) {
        List<CapabilityPattern> all = join(restrictions, patterns);
        for (CapabilityPattern pattern : all) {
            if (pattern.scope() == null) {
                throw new IllegalArgumentException(
                        "'" + pattern + "' has no scope; write NAME:SCOPE");
            }
        }
        return new GrantPolicy(grants, denials, all);
    }

    /**
     * Whether a capability may be called, under any of its spellings; if it has scopes, at least
     * with some arguments.
     */
    public boolean allows(String name) {
        return denials.stream().noneMatch(denial -> denial.coversAll(name))
                && grants.stream().anyMatch(grant -> grant.covers(name));
    }

    /** The arguments for which a capability may be called. */
    Scoped scopes(String name) {
        return new Scoped(
                scopesOf(grants, name, true), scopesOf(restrictions, name, false), denied(name));
    }

    private List<String> denied(String name) {
        return denials.stream()
                .filter(denial -> denial.scope() != null && denial.covers(name))
                .map(CapabilityPattern::scope)
                .toList();
    }

    private static List<String> scopesOf(
            List<CapabilityPattern> patterns, String name, boolean required) {
        List<CapabilityPattern> covering =
                patterns.stream().filter(pattern -> pattern.covers(name)).toList();
        boolean whole = covering.stream().anyMatch(pattern -> pattern.scope() == null);
        if (whole || (covering.isEmpty() && !required)) {
            return null;
        }
        return covering.stream().map(CapabilityPattern::scope).toList();
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
        return "grants "
                + grants
                + ", denials "
                + denials
                + (restrictions.isEmpty() ? "" : ", only within " + restrictions);
    }
}
