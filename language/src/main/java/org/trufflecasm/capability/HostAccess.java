package org.trufflecasm.capability;

import com.oracle.truffle.api.TruffleLanguage.Env;

/**
 * What the embedder of a context lets its capabilities reach: files, network, processes and
 * variables go through its environment, so that its sandbox holds for them too.
 *
 * @param env the environment of the context
 * @param fileRoot where the paths of {@code fs.*} begin, as the environment understands it
 * @param maxResponseBytes how long an answer from the network may be
 * @param callMillis how long one call of a capability may take, in milliseconds; at least 1
 * @param callsAreTimed whether the host itself has said how long a call may take; waiting for input
 *     takes any time otherwise, as somebody may have to think
 * @param deterministic whether nothing may depend on when and where a run happens
 */
public record HostAccess(
        Env env,
        String fileRoot,
        long maxResponseBytes,
        long callMillis,
        boolean callsAreTimed,
        boolean deterministic) {

    /** Bytes of an answer from the network where nothing else is said: 1 MiB. */
    public static final long DEFAULT_RESPONSE_BYTES = 1L << 20;

    /** Milliseconds of one call where nothing else is said. */
    public static final long DEFAULT_CALL_MILLIS = CapabilityDeadline.DEFAULT_MILLIS;

    /** Access to nothing: for a context without an environment. */
    static final HostAccess NONE =
            new HostAccess(null, ".", DEFAULT_RESPONSE_BYTES, DEFAULT_CALL_MILLIS, false, false);
}
