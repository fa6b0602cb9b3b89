package org.trufflecasm.capability;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.trufflecasm.core.CapabilityNames;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.error.ErrorKind;

/**
 * Decides whether a capsule may call a capability. The order of the questions is part of the
 * specification (§5): the manifest asks for it, the host allows it, somebody offers it, the number
 * of arguments fits, the scope is met.
 */
public final class CapabilityResolver {

    /**
     * The capabilities for which a scope means something; for others a scope in a manifest says
     * nothing.
     */
    private static final Pattern SCOPED = Pattern.compile("fs\\..*|net\\..*|sys\\.env|sys\\.exec");

    private CapabilityResolver() {}

    /**
     * The decision for a call.
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
        int arity = function.arity();
        if (arity != HostFunction.ANY && arity != argumentCount) {
            return new Decision.Refused(
                    ErrorKind.ArityMismatch,
                    name + " takes " + arity + " arg(s), got " + argumentCount);
        }
        // No registered capability looks at scopes yet. To ignore one would allow more than the
        // capsule asked for.
        if (isOnlyScoped(name, manifest)) {
            return new Decision.Refused(
                    ErrorKind.CapabilityDenied,
                    "scopes are not available in this version, so they cannot allow: " + name);
        }
        return access;
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

    private static boolean isOnlyScoped(String name, Manifest manifest) {
        if (CapabilityNames.isIntrinsic(name)
                || !SCOPED.matcher(CapabilityNames.canonical(name)).matches()) {
            return false;
        }
        for (Map.Entry<String, List<String>> permission : manifest.permissions().entrySet()) {
            if (permission.getValue().isEmpty() && covers(permission.getKey(), name)) {
                return false;
            }
        }
        return true;
    }

    /** A permission that is not well-formed asks for nothing but itself. */
    private static boolean covers(String permission, String name) {
        return new CapabilityPattern(CapabilityNames.canonical(permission)).covers(name);
    }
}
