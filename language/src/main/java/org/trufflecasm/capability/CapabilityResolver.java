package org.trufflecasm.capability;

import org.trufflecasm.core.CapabilityNames;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.error.ErrorKind;

/**
 * Decides whether a capsule may call a capability. The order of the questions is part of the
 * specification (§5): the manifest asks for it, the host allows it, somebody offers it, the number
 * of arguments fits, the scope is met.
 */
public final class CapabilityResolver {

    private CapabilityResolver() {}

    /**
     * The decision for a call. Whether its arguments lie in the scopes is asked at each call: what
     * is allowed here does that itself.
     *
     * @param name the name as the capsule spells it; messages spell it the same way
     * @param argumentCount how many arguments the call passes
     * @param manifest what the capsule asks for
     * @param policy what the host allows
     * @param registry what is offered
     */
    public static Decision resolve(
            String name,
            int argumentCount,
            Manifest manifest,
            GrantPolicy policy,
            CapabilityRegistry registry) {
        Decision access = access(name, manifest, policy, registry);
        if (!(access instanceof Decision.Allowed(HostFunction function))) {
            return access;
        }
        if (!function.takes(argumentCount)) {
            return new Decision.Refused(
                    ErrorKind.ArityMismatch,
                    name + " takes " + function.shownArity() + " arg(s), got " + argumentCount);
        }
        Scopes scopes =
                CapabilityNames.isIntrinsic(name) ? null : Scopes.of(name, manifest, policy);
        if (scopes == null) {
            return access;
        }
        // To ignore a scope would allow more than the capsule asked for, or the host meant.
        return scopes.canBeChecked()
                ? new Decision.Allowed(new ScopedFunction(function, scopes))
                : new Decision.Refused(
                        ErrorKind.CapabilityDenied,
                        "it is not known what the scopes of this capability mean, so they cannot"
                                + " allow: "
                                + name);
    }

    /** The decision for a capability as far as it does not depend on the arguments of a call. */
    public static Decision access(
            String name, Manifest manifest, GrantPolicy policy, CapabilityRegistry registry) {
        if (!isRequested(name, manifest)) {
            return new Decision.Refused(
                    ErrorKind.CapabilityDenied, "capability not declared in manifest: " + name);
        }
        if (!policy.allows(name)) {
            return new Decision.Refused(
                    ErrorKind.CapabilityDenied, "capability denied by host: " + name);
        }
        HostFunction function = registry.find(name);
        if (function == null) {
            return new Decision.Refused(ErrorKind.UnknownCapability, "unknown capability: " + name);
        }
        return new Decision.Allowed(function);
    }

    /**
     * Whether a manifest asks for a capability, or need not: the array functions need no
     * permission.
     */
    public static boolean isRequested(String name, Manifest manifest) {
        return CapabilityNames.isIntrinsic(name)
                || manifest.permissions().keySet().stream()
                        .anyMatch(permission -> covers(permission, name));
    }

    /** A permission that is not well-formed asks for nothing but itself. */
    private static boolean covers(String permission, String name) {
        return CapabilityPattern.ofManifest(permission).covers(name);
    }
}
