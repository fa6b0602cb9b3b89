package org.trufflecasm.core;

import java.util.List;

/**
 * A capability call whose arguments are partly known when the capsule is loaded (specification
 * §3.8, §3.11). Immutable.
 *
 * <p>Constants are {@code Long}, {@code Double}, {@code Boolean}, {@code String}, {@link
 * Null#NULL}, or lists and maps (with strings as keys) of those, which become fresh arrays and maps
 * at each call.
 *
 * @param capability the capability's name
 * @param constants the first arguments
 * @param variables slots of variables whose values are the next arguments
 * @param input whether the operand, if there is one, goes into the last constant, a map, as its
 *     {@code input}; else operands are further arguments
 */
public record HostRequest(
        String capability, List<Object> constants, List<Integer> variables, boolean input) {

    /** The constant null, which no list can hold. */
    public enum Null {
        /** The only one. */
        NULL;

        @Override
        public String toString() {
            return "null";
        }
    }

    public HostRequest {
        constants = List.copyOf(constants);
        variables = List.copyOf(variables);
    }

    /** A request with one argument, a map. */
    public static HostRequest of(String capability, Object map, boolean input) {
        return new HostRequest(capability, List.of(map), List.of(), input);
    }

    /**
     * How many arguments the call passes.
     *
     * @param operands how many operands it takes
     */
    public int arguments(int operands) {
        return constants.size() + variables.size() + (input ? 0 : operands);
    }
}
