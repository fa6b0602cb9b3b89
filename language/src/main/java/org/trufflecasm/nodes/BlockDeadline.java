package org.trufflecasm.nodes;

import com.oracle.truffle.api.ThreadLocalAction;
import com.oracle.truffle.api.TruffleLanguage.Env;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends a block of another language that takes too long: from the deadline on, its thread is made to
 * fail again and again, with what the block's language has no means to catch.
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
    private BlockDeadline(Env env, long limit) {
        Thread[] thread = {Thread.currentThread()};
        this.clock =
                CLOCK.scheduleAtFixedRate(
                        () -> env.submitThreadLocal(thread, new Failure()),
                        limit,
                        REPEAT,
                        TimeUnit.MILLISECONDS);
    }

    /**
     * Starts to count for the current thread.
     *
     * @param limit milliseconds
     */
    static BlockDeadline start(Env env, long limit) {
        return new BlockDeadline(env, limit);
    }

    /** The block has ended. */
    void end() {
        over = true;
        clock.cancel(false);
    }

    /** Passes through a block: no language lets its programs handle what is no guest's failure. */
    static final class Over extends Error {
        private static final long serialVersionUID = 1L;

        private Over() {
            super("a block has taken too long", null, false, false);
        }
    }

    /** Fails on the thread of the block, unless that has ended meanwhile. */
    private final class Failure extends ThreadLocalAction {
        Failure() {
            super(true, false);
        }

        @Override
        protected void perform(Access access) {
            if (!over) {
                throw new Over();
            }
        }
    }
}
