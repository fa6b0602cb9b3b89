package org.trufflecasm.tck.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.error.ErrorKind;

/**
 * What the first argument of a capability may be (specification §5, docs/capabilities.md): within a
 * scope of the manifest, within one of the host's, and within none that the host denies.
 */
final class Scopes {
    private final Manifest manifest;
    private final ReferenceOptions options;

    Scopes(Manifest manifest, ReferenceOptions options) {
        this.manifest = manifest;
        this.options = options;
    }

    /**
     * Looks at the first argument of a call that is allowed otherwise.
     *
     * @param spelled the capability as the program calls it
     * @param name the capability
     */
    void check(String spelled, String name, List<Object> arguments) {
        if (!name.startsWith("fs.") && !name.equals("sys.env")) {
            return;
        }
        List<String> asked = new ArrayList<>();
        for (Map.Entry<String, List<String>> one : manifest.permissions().entrySet()) {
            if (Host.covers(one.getKey(), name)) {
                asked.addAll(one.getValue().isEmpty() ? List.of("") : one.getValue());
            }
        }
        List<String> granted = ofHost(options.grant(), name);
        List<String> denied = ofHost(options.deny(), name);
        if (asked.contains("") && granted.contains("") && denied.isEmpty()) {
            return;
        }
        if (!(arguments.getFirst() instanceof String value)) {
            throw GuestFailure.type("str", arguments.getFirst());
        }
        if (!asked.contains("") && asked.stream().noneMatch(scope -> allows(name, scope, value))) {
            throw refused("not declared in manifest", spelled, value);
        }
        boolean allowed =
                granted.contains("")
                        || granted.stream().anyMatch(scope -> allows(name, scope, value));
        if (!allowed || denied.stream().anyMatch(scope -> forbids(name, scope, value))) {
            throw refused("denied by host", spelled, value);
        }
    }

    private static GuestFailure refused(String why, String spelled, String value) {
        return new GuestFailure(
                ErrorKind.CapabilityDenied,
                "capability scope " + why + ": " + spelled + ":" + value);
    }

    /** The scopes in options of the host; one that is empty stands for everything. */
    private static List<String> ofHost(List<String> options, String name) {
        List<String> scopes = new ArrayList<>();
        for (String option : options) {
            int colon = option.indexOf(':');
            if (Host.covers(colon < 0 ? option : option.substring(0, colon), name)) {
                scopes.add(colon < 0 ? "" : option.substring(colon + 1));
            }
        }
        return scopes;
    }

    private static boolean allows(String name, String scope, String value) {
        if (!name.startsWith("fs.")) {
            return scope.equals(value);
        }
        List<String> above = Machine.names(scope);
        List<String> below = Machine.names(value);
        return above != null && below != null && begins(above, below);
    }

    /** As {@link #allows}, but what some system takes for the same thing is the same. */
    private static boolean forbids(String name, String scope, String value) {
        if (!name.startsWith("fs.")) {
            return scope.equalsIgnoreCase(value);
        }
        List<String> above = Machine.names(scope);
        List<String> below = Machine.names(value);
        return above == null || below == null || begins(folded(above), folded(below));
    }

    private static boolean begins(List<String> above, List<String> below) {
        return below.size() >= above.size() && below.subList(0, above.size()).equals(above);
    }

    private static List<String> folded(List<String> names) {
        return names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT).replaceAll("[. ]+$", ""))
                .toList();
    }
}
