package org.trufflecasm.nodes;

import com.oracle.truffle.api.ThreadLocalAction;
import com.oracle.truffle.api.TruffleLanguage.Env;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;

/**
 * Ends a block of another language that takes too long: from the deadline on, its thread is made to
 * fail again and again, so that the block cannot go on by catching the failure.
 */
final class BlockDeadline {
    private static final long REPEAT = 200;

    private static final ScheduledThreadPoolExecutor CLOCK =
            new ScheduledThreadPoolExecutor(
                    1,
                    task -> {
                        Thread thread = new Thread(task, "deadline of a block");
                        thread.setDaemon(true);
                        return thread;
                    });

    static {
        CLOCK.setRemoveOnCancelPolicy(true);
    }

    private final ScheduledFuture<?> clock;
    private volatile boolean over;

    @SuppressWarnings("FutureReturnValueIgnored") // a failure that comes too late does nothing
    private BlockDeadline(Env env, String capability, long limit) {
        Thread[] thread = {Thread.currentThread()};
        this.clock =
                CLOCK.scheduleAtFixedRate(
                        () -> env.submitThreadLocal(thread, new Failure(capability, limit)),
                        limit,
                        REPEAT,
                        TimeUnit.MILLISECONDS);
    }

    /**
     * Starts to count for the current thread.
     *
     * @param limit milliseconds
     */
    static BlockDeadline start(Env env, String capability, long limit) {
        return new BlockDeadline(env, capability, limit);
    }

    /** The block has ended. */
    void end() {
        over = true;
        clock.cancel(false);
    }

    /** Fails on the thread of the block, unless that has ended meanwhile. */
    private final class Failure extends ThreadLocalAction {
        private final String capability;
        private final long limit;

        Failure(String capability, long limit) {
            super(true, false);
            this.capability = capability;
            this.limit = limit;
        }

        @Override
        protected void perform(Access access) {
            if (!over) {
                throw new GuestException(
                        ErrorKind.CapabilityTimeout,
                        "'"
                                + capability
                                + "' exceeded its "
                                + limit
                                + "ms wall-clock quota and was killed",
                        access.getLocation());
            }
        }
    }
}
