package org.trufflecasm.capability;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;

/**
 * How many bytes a capsule may still write, on both of its output streams together. Belongs to a
 * context; one thread at a time.
 */
final class OutputBudget {
    private static final long NONE = Long.MAX_VALUE;

    private long limit = NONE;
    private long left = NONE;

    /**
     * Starts anew.
     *
     * @param bytes {@link Long#MAX_VALUE} for any number
     */
    void limit(long bytes) {
        limit = bytes;
        left = bytes;
    }

    /**
     * Takes {@code bytes} from the budget, or nothing and fails.
     *
     * @throws GuestException {@code OutputQuota} if so much is not left
     */
    void charge(long bytes) {
        if (bytes > left) {
            throw exceeded();
        }
        if (limit != NONE) {
            left -= bytes;
        }
    }

    @TruffleBoundary
    private GuestException exceeded() {
        return new GuestException(
                ErrorKind.OutputQuota, "output quota exceeded (" + limit + ")", null);
    }
}
