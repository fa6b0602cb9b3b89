package org.trufflecasm.format.crush;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives the variables of one function their slots, in order of appearance. */
final class Variables {
    private final Map<String, Integer> slots = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    /**
     * Adds slots for bound parameters, one for each; of parameters with one name only the last can
     * be reached.
     */
    void bind(List<String> parameters) {
        for (String parameter : parameters) {
            slots.put(parameter, names.size());
            names.add(parameter);
        }
    }

    /** The slot of a variable, a new one at its first appearance. */
    int slot(String name) {
        Integer known = slots.get(name);
        if (known != null) {
            return known;
        }
        slots.put(name, names.size());
        names.add(name);
        return names.size() - 1;
    }

    /** How many slots there are. */
    int count() {
        return names.size();
    }

    /** The name of each slot. */
    List<String> names() {
        return names;
    }
}
