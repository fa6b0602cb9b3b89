package org.trufflecasm.tck.generator;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What programs may use besides plain code. The system property {@code casm.features} says which of
 * it: names in lower case, separated by commas; {@code all}; or {@code none}. Otherwise it is
 * whatever this version executes.
 */
public enum Feature {
    /** Handlers, static and not. */
    HANDLERS,
    /** Operand stacks whose height depends on the way. */
    HEIGHTS,
    /** Functions as values, closures, calls of variables. */
    FUNCTIONS,
    /** Tasks that yield and wait. */
    TASKS,
    /** Borrows, shared and mutable. */
    BORROWS,
    /** Programs of the CVM1 profile beside those of the other one. */
    FLAT,
    /**
     * What only the IR profile can say: variables that may be read before they are stored, maps and
     * structs in one piece, exports, parameters of the entry, operands that pile up. A program
     * without it, and without most of the above, can be converted to the CVM1 profile.
     */
    IR_ONLY;

    /** What programs may use that shall be converted: of handlers, some can be. */
    public static final Set<Feature> CONVERTIBLE = Set.of(HANDLERS);

    private static final Set<Feature> ENABLED = enabled(System.getProperty("casm.features"));

    /** Those that programs may use in this run. */
    public static Set<Feature> enabled() {
        return ENABLED;
    }

    private static Set<Feature> enabled(String names) {
        Set<Feature> enabled = EnumSet.noneOf(Feature.class);
        List<String> wanted = names == null ? List.of() : Arrays.asList(names.split(",", -1));
        for (Feature feature : values()) {
            if (names == null
                    || wanted.contains("all")
                    || wanted.contains(feature.name().toLowerCase(Locale.ROOT))) {
                enabled.add(feature);
            }
        }
        return enabled;
    }
}
