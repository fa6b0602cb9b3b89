package org.trufflecasm.nodes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The functions of a program by name. A function without declared parameters may stand in the
 * program several times, once for each count of arguments it is called with; the first of a name is
 * the one that a function value stands for.
 */
final class FunctionTable {
    private final Map<String, GuestFunction> firsts = new HashMap<>();
    private final Map<Variant, GuestFunction> variants = new HashMap<>();

    private record Variant(String name, int arguments) {}

    FunctionTable(List<GuestFunction> functions) {
        for (GuestFunction function : functions) {
            firsts.putIfAbsent(function.name(), function);
            variants.putIfAbsent(new Variant(function.name(), function.arity()), function);
        }
    }

    /** The function of that name; null if there is none. */
    GuestFunction named(String name) {
        return firsts.get(name);
    }

    /** The function of that name that takes that many arguments; null if there is none. */
    GuestFunction named(String name, int arguments) {
        return variants.get(new Variant(name, arguments));
    }
}
