package org.trufflecasm.capability.spi;

import java.io.InputStream;
import java.io.OutputStream;

/** One call of a {@link Capability}: valid until it returns, and only on the thread it runs on. */
public interface CapabilityCall {

    /** {@return the name under which the capability is registered} */
    String capability();

    /**
     * The capsule's standard output. What is written counts against its output limit; it stays in
     * order with what the capsule prints itself and is flushed with it. Closing it only flushes.
     *
     * @return a stream that is valid until the call returns
     */
    OutputStream output();

    /**
     * The capsule's standard error, like {@link #output()}; both share one output limit.
     *
     * @return a stream that is valid until the call returns
     */
    OutputStream errorOutput();

    /**
     * The capsule's standard input, where its last read has left it. Asking for it passes on what
     * was printed before, so that a prompt is seen. Closing it does nothing.
     *
     * @return a stream that is valid until the call returns
     */
    InputStream input();

    /**
     * How many milliseconds of the time that one call may take at most are left; negative if it is
     * over. Then the thread of the call is interrupted, and the run ends in a {@code
     * CapabilityTimeout} as soon as the call does: a capability that computes for long has to look
     * itself.
     *
     * @return milliseconds
     */
    long deadlineMillis();

    /**
     * Whether the call should end now, because its time or the run's is over or somebody has
     * interrupted its thread. Cheap enough for every turn of a loop.
     *
     * @return whether whatever the call gives will be dropped
     */
    boolean isCancelled();

    /**
     * Makes objects that belong to the capsule.
     *
     * @return valid until the call returns
     */
    GuestArena arena();
}
