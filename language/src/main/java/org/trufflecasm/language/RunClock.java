package org.trufflecasm.language;

import com.oracle.truffle.api.ThreadLocalAction;
import com.oracle.truffle.api.TruffleLanguage.Env;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.trufflecasm.limits.Deadline;

/**
 * Ends a run whose time is over: makes its thread fail at the next safepoint, which every loop and
 * call has in every tier, and interrupts it where it waits. Closed by the run's thread.
 *
 * <p>A block of another language has such a clock of its own. It rings again and again, with a
 * failure that the block's language has no means to catch.
 */
public final class RunClock implements AutoCloseable {
    private static final RunClock NONE = new RunClock(Deadline.NONE, false);

    /** Milliseconds between two rings of a block's clock. */
    private static final long REPEAT = 200;

    private final Deadline deadline;
    private final boolean ofBlock;
    private volatile boolean running = true;
    private Future<?> alarm;

    private RunClock(Deadline deadline, boolean ofBlock) {
        this.deadline = deadline;
        this.ofBlock = ofBlock;
    }

    /** Passes through a block: no language lets its programs handle what is no guest's failure. */
    public static final class BlockOver extends Error {
        private static final long serialVersionUID = 1L;

        private BlockOver() {
            super("a block has taken too long", null, false, false);
        }
    }

    /** One thread for all contexts; made when the first run has a deadline. */
    private static final class Alarms {
        static final ScheduledThreadPoolExecutor EXECUTOR = create();

        private static ScheduledThreadPoolExecutor create() {
            ScheduledThreadPoolExecutor executor =
                    new ScheduledThreadPoolExecutor(
                            1,
                            task -> {
                                Thread thread = new Thread(task, "casm-deadline");
                                thread.setDaemon(true);
                                return thread;
                            });
            executor.setRemoveOnCancelPolicy(true);
            executor.setKeepAliveTime(10, TimeUnit.SECONDS);
            executor.allowCoreThreadTimeOut(true);
            return executor;
        }
    }

    /**
     * Starts the clock for a run on this thread.
     *
     * @param deadline when it ends; has just begun
     * @throws org.trufflecasm.error.GuestException (Timeout) if no time is allowed at all
     */
    static RunClock start(Env env, Deadline deadline) {
        if (!deadline.isSet()) {
            return NONE;
        }
        long millis = deadline.leftMillis();
        if (millis <= 0) {
            throw deadline.exceeded();
        }
        RunClock clock = new RunClock(deadline, false);
        clock.alarm = Alarms.EXECUTOR.schedule(clock.ringing(env), millis, TimeUnit.MILLISECONDS);
        return clock;
    }

    /**
     * Starts the clock for a block of another language on this thread; it ends with {@link
     * BlockOver}.
     *
     * @param deadline when it ends; is set, and has just begun
     */
    static RunClock startForBlock(Env env, Deadline deadline) {
        RunClock clock = new RunClock(deadline, true);
        clock.alarm =
                Alarms.EXECUTOR.scheduleAtFixedRate(
                        clock.ringing(env),
                        Math.max(1, deadline.leftMillis()),
                        REPEAT,
                        TimeUnit.MILLISECONDS);
        return clock;
    }

    /** What the thread of the alarms does when the time of this thread is over. */
    private Runnable ringing(Env env) {
        Thread[] thread = {Thread.currentThread()};
        return () -> {
            deadline.pass();
            var unused = env.submitThreadLocal(thread, new Failure());
        };
    }

    @Override
    public void close() {
        running = false;
        if (alarm != null) {
            alarm.cancel(false);
        }
    }

    /** What the thread does at its next safepoint. */
    private final class Failure extends ThreadLocalAction {
        Failure() {
            super(true, false);
        }

        @Override
        protected void perform(Access access) {
            if (running && ofBlock) {
                throw new BlockOver();
            }
            if (running) {
                // Not the access's node, which need not be one of the code that runs now.
                throw deadline.exceeded();
            }
        }
    }
}
