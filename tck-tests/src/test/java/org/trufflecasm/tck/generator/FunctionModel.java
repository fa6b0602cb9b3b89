package org.trufflecasm.tck.generator;

import java.util.List;

/**
 * A function of a generated capsule.
 *
 * @param name its name
 * @param parameters its declared parameters
 * @param body its instructions and labels
 * @param namedTargets whether jumps name {@code label} instructions instead of indices
 */
public record FunctionModel(
        String name, List<String> parameters, List<Element> body, boolean namedTargets) {

    public FunctionModel {
        parameters = List.copyOf(parameters);
        body = List.copyOf(body);
    }

    FunctionModel withBody(List<Element> other) {
        return new FunctionModel(name, parameters, other, namedTargets);
    }
}
