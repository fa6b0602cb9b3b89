package org.trufflecasm.core;

/**
 * What lowering must know of a host capability: whether it gives a value. A capability that gives
 * none leaves a null only where the next instruction takes one (specification §3.8).
 */
@FunctionalInterface
public interface CapabilitySignatures {

    /** Nothing is known: every capability gives a value. */
    CapabilitySignatures NONE = name -> true;

    /**
     * Whether a call gives a value; true for names the host does not know.
     *
     * @param name canonical, see {@link CapabilityNames#canonical}
     */
    boolean returnsValue(String name);
}
