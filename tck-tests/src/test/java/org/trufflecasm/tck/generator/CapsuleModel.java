package org.trufflecasm.tck.generator;

import java.util.List;
import java.util.Map;

/**
 * A generated capsule.
 *
 * @param functions its functions; the first one is the entry
 * @param asList whether they are written as a list
 * @param permissions what its manifest asks for
 * @param limits the limits its manifest sets
 * @param grants what the host has to grant besides the default
 * @param stdin what it reads
 */
public record CapsuleModel(
        List<FunctionModel> functions,
        boolean asList,
        List<String> permissions,
        Map<String, Long> limits,
        List<String> grants,
        String stdin) {

    public CapsuleModel {
        functions = List.copyOf(functions);
        permissions = List.copyOf(permissions);
        limits = Map.copyOf(limits);
        grants = List.copyOf(grants);
    }

    CapsuleModel withFunctions(List<FunctionModel> other) {
        return new CapsuleModel(other, asList, permissions, limits, grants, stdin);
    }

    /** The same capsule with another manifest. */
    public CapsuleModel withLimits(Map<String, Long> other) {
        return new CapsuleModel(functions, asList, permissions, other, grants, stdin);
    }

    /** How many instructions it has. */
    public int size() {
        return (int)
                functions.stream()
                        .flatMap(function -> function.body().stream())
                        .filter(element -> element instanceof Element.Step)
                        .count();
    }

    /** The capsule's text. */
    public String toJson() {
        return new CapsuleWriter(this).write();
    }
}
