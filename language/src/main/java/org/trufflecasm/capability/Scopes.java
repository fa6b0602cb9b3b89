package org.trufflecasm.capability;

import java.util.List;
import java.util.Map;
import org.trufflecasm.core.CapabilityNames;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.error.ErrorKind;

/**
 * What the arguments of one capability must be: within the scopes that the manifest asks for, and
 * within those that the host allows, and outside of those it denies. Immutable.
 */
final class Scopes {
    private final String name;
    private final ScopeKind kind;
    private final List<String> asked;
    private final GrantPolicy.Scoped granted;

    private Scopes(String name, ScopeKind kind, List<String> asked, GrantPolicy.Scoped granted) {
        this.name = name;
        this.kind = kind;
        this.asked = asked;
        this.granted = granted;
    }

    /**
     * The scopes of a capability that the manifest asks for and the host allows.
     *
     * @param name as the capsule spells it
     * @return null if any argument will do
     */
    static Scopes of(String name, Manifest manifest, GrantPolicy policy) {
        ScopeKind kind = ScopeKind.of(CapabilityNames.canonical(name));
        if (kind == ScopeKind.NONE) {
            return null;
        }
        List<String> asked = asked(name, manifest);
        GrantPolicy.Scoped granted = policy.scopes(name);
        return asked == null && granted.isUnlimited()
                ? null
                : new Scopes(name, kind, asked, granted);
    }

    /** All scopes of the permissions that cover a name; null if one of them has none. */
    private static List<String> asked(String name, Manifest manifest) {
        List<Map.Entry<String, List<String>>> covering =
                manifest.permissions().entrySet().stream()
                        .filter(asks -> CapabilityPattern.ofManifest(asks.getKey()).covers(name))
                        .toList();
        return covering.stream().anyMatch(asks -> asks.getValue().isEmpty())
                ? null
                : covering.stream().flatMap(asks -> asks.getValue().stream()).toList();
    }

    /**
     * Whether it is known what the first argument of the capability means. Of one that only a
     * provider knows it is not, so that its scopes cannot be checked.
     */
    boolean canBeChecked() {
        KnownCapabilities.Signature signature = KnownCapabilities.find(name);
        return signature != null && signature.minimum() > 0;
    }

    /** Why a call with this first argument is refused; null if it is not. */
    Decision.Refused refusal(String value) {
        if (asked != null && asked.stream().noneMatch(scope -> kind.allows(scope, value))) {
            return refused("capability scope not declared in manifest: ", value);
        }
        if (!granted.allows(kind, value)) {
            return refused("capability scope denied by host: ", value);
        }
        return null;
    }

    private Decision.Refused refused(String reason, String value) {
        return new Decision.Refused(
                ErrorKind.CapabilityDenied, reason + name + ":" + Shown.of(value));
    }
}
