package org.trufflecasm.embed;

import org.trufflecasm.capability.spi.CapabilityCall;

/**
 * What a capability of one run does: see {@link CapsuleRun.Builder#provide(String, int,
 * CapabilityBody)}.
 */
@FunctionalInterface
public interface CapabilityBody {

    /**
     * Does the work. Called on the thread that runs the capsule.
     *
     * @param call the call: streams, time that is left; valid until it returns
     * @param arguments in the forms that {@link org.trufflecasm.capability.spi.Capability} lists,
     *     as copies; functions as {@link org.trufflecasm.capability.spi.GuestFunction}, to be
     *     called until the call returns
     * @return the result, in one of these forms; any other object is opaque to the capsule
     * @throws Exception to fail: the capsule sees a {@code CapabilityError} with the message, and
     *     may handle it
     */
    Object call(CapabilityCall call, Object[] arguments) throws Exception;
}
