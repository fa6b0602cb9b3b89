package org.trufflecasm.core;

import java.util.List;

/**
 * A choice that the host makes: a capability is asked, and the str it gives selects where control
 * goes (specification §3.11). Immutable.
 *
 * @param request what the capability is asked; takes no operands
 * @param cases the strs that select a target; the first of equal ones counts
 * @param targets indexes of instructions, one for each case, and one more for any other answer
 */
public record HostSwitch(HostRequest request, List<String> cases, List<Integer> targets) {

    public HostSwitch {
        cases = List.copyOf(cases);
        targets = List.copyOf(targets);
    }
}
