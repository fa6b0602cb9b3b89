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
 */
public final class RunClock implements AutoCloseable {
    private static final RunClock NONE = new RunClock(Deadline.NONE);

    private final Deadline deadline;
    private volatile boolean running = true;
    private Future<?> alarm;

    private RunClock(Deadline deadline) {
        this.deadline = deadline;
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
        RunClock clock = new RunClock(deadline);
        Thread[] thread = {Thread.currentThread()};
        clock.alarm =
                Alarms.EXECUTOR.schedule(
                        () -> {
                            deadline.pass();
                            var unused = env.submitThreadLocal(thread, clock.new Failure());
                        },
                        millis,
                        TimeUnit.MILLISECONDS);
        return clock;
    }

    @Override
    public void close() {
        running = false;
        if (alarm != null) {
            alarm.cancel(false);
        }
    }

    /** What the run's thread does at its next safepoint. */
    private final class Failure extends ThreadLocalAction {
        Failure() {
            super(true, false);
        }

        @Override
        protected void perform(Access access) {
            if (running) {
                // Not the access's node, which need not be one of the code that runs now.
                throw deadline.exceeded();
            }
        }
    }
}
