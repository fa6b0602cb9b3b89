package org.trufflecasm.core;

import java.util.List;

/**
 * The variables whose values a function takes with it. Immutable.
 *
 * @param slots indexes of variable slots, in the order of the parameters they become
 */
public record Captures(List<Integer> slots) {

    public Captures {
        slots = List.copyOf(slots);
    }
}
