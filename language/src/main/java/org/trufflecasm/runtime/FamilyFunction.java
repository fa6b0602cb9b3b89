package org.trufflecasm.runtime;

import com.oracle.truffle.api.nodes.Node;

/** A function that comes with a family of capsules: it has no effect and needs no permission. */
@FunctionalInterface
public interface FamilyFunction {
    /**
     * The result for some arguments, as many as the function takes.
     *
     * @param location the node to blame
     * @throws org.trufflecasm.error.GuestException if it has none for them
     */
    Object call(Object[] arguments, Node location);
}
