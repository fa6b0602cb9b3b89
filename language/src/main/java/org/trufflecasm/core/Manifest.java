package org.trufflecasm.core;

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
}
