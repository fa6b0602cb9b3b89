package org.trufflecasm.capability;

/**
 * A {@link HostFunction} of one argument that needs neither boxes nor the context when the argument
 * is an int. Its result is the same as that of {@link HostFunction#call}; it cannot fail.
 */
@FunctionalInterface
public interface LongFunction {

    /** The result for an int. Short enough to be inlined by partial evaluation. */
    long applyLong(long x);
}
