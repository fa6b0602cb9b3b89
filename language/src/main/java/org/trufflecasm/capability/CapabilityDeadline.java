package org.trufflecasm.capability;

import com.oracle.truffle.api.TruffleLanguage.Env;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.trufflecasm.limits.Deadline;

/**
 * The time that one call of a capability may take. If it is over, the calling thread is
 * interrupted. One thread watches over all contexts; a call itself only writes three fields.
 *
 * <p>Belongs to a context. {@link #begin} and {@link #end} are for the context's thread.
 */
final class CapabilityDeadline {
    /** How long one call may take at most, in milliseconds (specification §5). */
    static final long DEFAULT_MILLIS = 30_000;

    private static final long RUNNING = 1;
    private static final long INTERRUPTING = 2;
    private static final long INTERRUPTED = 3;
    private static final int PHASE_BITS = 2;

    /** Nanoseconds between two attempts to end code that takes no interruption. */
    private static final long STOP_PERIOD = TimeUnit.MILLISECONDS.toNanos(200);

    /** Number of the call, and its phase in the lowest bits; phase 0 between calls. */
    private final AtomicLong state = new AtomicLong();

    private static volatile boolean asleep;

    private final QuickCalls quickCalls;
    private final long limitNanos;
    private final long limitMillis;
    private long calls;

    /** The same as whether the state is not 0, for the context's thread. */
    private boolean running;

    private boolean watched;
    private volatile Thread caller;
    private volatile long end;

    /** Ends code that an interruption does not end; null while there is none. */
    private volatile CallStop stop;

    private long lastStop;

    /**
     * @param limitMillis how long one call may take, in milliseconds; at least 1
     * @param env ends calls of other languages' functions; null where there are none
     */
    CapabilityDeadline(long limitMillis, Env env) {
        this.quickCalls = new QuickCalls(env, this);
        this.limitMillis = limitMillis;
        this.limitNanos = TimeUnit.MILLISECONDS.toNanos(limitMillis);
    }

    /** How long one call may take, in milliseconds. */
    long limitMillis() {
        return limitMillis;
    }

    /** Whether a call is being watched. */
    boolean isRunning() {
        return running;
    }

    /**
     * A call begins; none may be running.
     *
     * @param run how long the run may take, which ends the call too
     */
    void begin(Deadline run) {
        caller = Thread.currentThread();
        long now = System.nanoTime();
        end =
                now
                        + Math.min(
                                limitNanos,
                                TimeUnit.MILLISECONDS.toNanos(Math.max(0, run.leftMillis())));
        running = true;
        calls++;
        state.set(calls << PHASE_BITS | RUNNING);
        watch();
    }

    /** From now on somebody looks how long calls take. */
    void watch() {
        if (!watched) {
            watched = true;
            Watcher.add(this);
        }
        Watcher.wake();
    }

    /** Whether nobody looks, since no call has been running for a while. */
    static boolean isAsleep() {
        return asleep;
    }

    /** Calls that take no time to begin and to end. */
    QuickCalls quickCalls() {
        return quickCalls;
    }

    /**
     * The call has ended.
     *
     * @return whether its time was over before
     */
    boolean end() {
        running = false;
        if (state.compareAndSet(calls << PHASE_BITS | RUNNING, 0)) {
            return false;
        }
        while (state.get() != (calls << PHASE_BITS | INTERRUPTED)) {
            Thread.onSpinWait();
        }
        state.set(0);
        // The interruption was meant for the call only.
        boolean unused = Thread.interrupted();
        return true;
    }

    /**
     * Code begins, within a call, that an interruption does not end.
     *
     * @param inner ends it; null for none
     * @return what was to be ended so
     */
    CallStop stopWith(CallStop inner) {
        CallStop outer = stop;
        stop = inner;
        return outer;
    }

    /** Milliseconds that are left of the running call; negative if its time is over. */
    long leftMillis() {
        return TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }

    private boolean check() {
        long seen = state.get();
        if (seen == 0) {
            return quickCalls.check(limitNanos);
        }
        Thread thread = caller;
        if ((seen & INTERRUPTED) == RUNNING
                && end - System.nanoTime() <= 0
                && state.compareAndSet(seen, seen - RUNNING + INTERRUPTING)) {
            thread.interrupt();
            state.set(seen - RUNNING + INTERRUPTED);
            lastStop = System.nanoTime() - STOP_PERIOD;
        }
        CallStop running = stop;
        if (running != null
                && (state.get() & INTERRUPTED) == INTERRUPTED
                && System.nanoTime() - lastStop >= STOP_PERIOD) {
            lastStop = System.nanoTime();
            running.ring(thread);
        }
        return true;
    }

    /** The thread that looks after the calls; it sleeps while nobody calls anything. */
    private static final class Watcher {
        private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(10);
        private static final int IDLE_ROUNDS = 50;

        private static final List<WeakReference<CapabilityDeadline>> WATCHED =
                new CopyOnWriteArrayList<>();
        private static final Thread THREAD = start();

        private Watcher() {}

        private static Thread start() {
            Thread thread = new Thread(Watcher::watch, "casm-deadlines");
            thread.setDaemon(true);
            thread.start();
            return thread;
        }

        static void add(CapabilityDeadline deadline) {
            WATCHED.add(new WeakReference<>(deadline));
        }

        static void wake() {
            if (asleep) {
                LockSupport.unpark(THREAD);
            }
        }

        private static void watch() {
            int idle = 0;
            while (true) {
                if (checkAll()) {
                    idle = 0;
                } else if (++idle > IDLE_ROUNDS) {
                    asleep = true;
                    // A call that began before it could see this must not be missed.
                    if (!checkAll()) {
                        LockSupport.park(WATCHED);
                    }
                    asleep = false;
                    idle = 0;
                    continue;
                }
                LockSupport.parkNanos(PERIOD);
            }
        }

        private static boolean checkAll() {
            boolean running = false;
            boolean gone = false;
            for (WeakReference<CapabilityDeadline> reference : WATCHED) {
                CapabilityDeadline deadline = reference.get();
                gone |= deadline == null;
                running |= deadline != null && deadline.check();
            }
            if (gone) {
                WATCHED.removeIf(reference -> reference.get() == null);
            }
            return running;
        }
    }
}
