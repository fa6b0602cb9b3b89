package org.trufflecasm.core;

/**
 * The families of capsules, by what their values mean at run time. A format says which family its
 * programs belong to; {@code runtime.Semantics} has the rules of each. A new wing whose values
 * follow rules of their own adds one line here and one there.
 */
public enum Family {
    /** CASM capsules of the Crush language. */
    CRUSH(0, false),
    /** Modules of the Crab virtual machine. */
    CRAB(8192, true);

    private final long callDepth;
    private final boolean oneKindOfNumber;

    Family(long callDepth, boolean oneKindOfNumber) {
        this.callDepth = callDepth;
        this.oneKindOfNumber = oneKindOfNumber;
    }

    /** Whether all numbers are floats. To a family that has ints too, whole ones are ints. */
    public boolean hasOneKindOfNumber() {
        return oneKindOfNumber;
    }

    /**
     * How many frames a run may have, the entry included, where its host sets no limit; 0 where the
     * family leaves that to the host.
     */
    public long defaultCallDepth() {
        return callDepth;
    }
}
