package org.trufflecasm.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a capsule asks of its host. Immutable.
 *
 * @param permissions requested capability names or wildcards ({@code ns.*}, {@code *}) with their
 *     scopes; an empty list of scopes means the whole capability
 * @param limits limits by name ({@code max_steps}, {@code max_stack}, {@code max_output}, {@code
 *     max_call_depth}, {@code max_memory}, {@code timeout_ms}), each 0 or more; they can only lower
 *     what the host allows
 * @param information name, version, runtime, description and author, as far as given
 */
public record Manifest(
        Map<String, List<String>> permissions,
        Map<String, Long> limits,
        Map<String, String> information) {

    /** A manifest that asks for nothing. */
    public static final Manifest EMPTY = new Manifest(Map.of(), Map.of(), Map.of());

    public Manifest {
        permissions = Collections.unmodifiableMap(new LinkedHashMap<>(permissions));
        limits = Collections.unmodifiableMap(new LinkedHashMap<>(limits));
        information = Collections.unmodifiableMap(new LinkedHashMap<>(information));
    }

    /**
     * The same, but asking for {@code names}, each with or without a scope behind a colon as in the
     * list form of a manifest.
     */
    public Manifest asking(List<String> names) {
        Map<String, List<String>> asked = new LinkedHashMap<>();
        for (String name : names) {
            int colon = name.indexOf(':');
            List<String> scope = colon < 0 ? List.of() : List.of(name.substring(colon + 1));
            for (String one : CapabilityNames.expand(colon < 0 ? name : name.substring(0, colon))) {
                List<String> before = asked.get(one);
                boolean whole = scope.isEmpty() || (before != null && before.isEmpty());
                List<String> scopes = new ArrayList<>(before == null ? List.of() : before);
                scopes.addAll(scope);
                asked.put(one, whole ? List.of() : scopes);
            }
        }
        return new Manifest(asked, limits, information);
    }
}
