package org.trufflecasm.capability.spi;

/**
 * A function of a capsule that the host can call. As an argument of a capability it is valid like
 * every {@link GuestReference}; a call of it is then part of the run that called the capability: it
 * counts against its limits, and it can fail like any other code of the capsule.
 */
@FunctionalInterface
public interface GuestFunction {

    /**
     * Calls the function.
     *
     * @param arguments as many as it takes, in any form that a capability may return
     * @return what it gives, in the forms in which the arguments of the capability came: copies, or
     *     references if it {@linkplain Capability#takesReferences() takes references}
     */
    Object call(Object... arguments);
}
