package org.trufflecasm.capability;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.ThreadLocalAction;
import com.oracle.truffle.api.TruffleLanguage.Env;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import org.trufflecasm.error.GuestException;

/**
 * Calls of another language's functions that may take nanoseconds only. A call notes its number and
 * nothing else; who watches over the deadlines looks whether the number stays the same for too long
 * and then ends the call at its next safepoint. So a call may take a few milliseconds more than it
 * should. No code that waits outside of its language is called so, since nothing interrupts it.
 *
 * <p>Belongs to a context; used by its thread, but for {@link #check}.
 */
public final class QuickCalls {
    private static final VarHandle NUMBER = numberHandle();
    private static final long STOP_PERIOD = TimeUnit.MILLISECONDS.toNanos(200);

    private final Env env;
    private final CapabilityDeadline deadline;

    /** The number of the call that runs; 0 between calls. */
    private long number;

    private long calls;
    private boolean watched;
    private GuestException fatal;

    // For the thread that watches.
    private long seen;
    private long since;
    private long stopped;

    QuickCalls(Env env, CapabilityDeadline deadline) {
        this.env = env;
        this.deadline = deadline;
    }

    private static VarHandle numberHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(QuickCalls.class, "number", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /**
     * A call begins.
     *
     * @return what {@link #end} takes
     */
    public boolean begin() {
        if (number != 0 || deadline.isRunning()) { // the time of the outer call counts
            return false;
        }
        number = ++calls;
        if (!watched || CapabilityDeadline.isAsleep()) {
            watch();
        }
        return true;
    }

    /**
     * The call has ended.
     *
     * @param outermost what {@link #begin} gave
     */
    public void end(boolean outermost) {
        if (outermost) {
            number = 0;
        }
    }

    @TruffleBoundary
    private void watch() {
        deadline.watch();
        watched = true;
    }

    /** Notes a failure that ends the run even if the other language handles it. */
    void note(GuestException failure) {
        if (number != 0 && fatal == null && !failure.kind().isCatchable()) {
            fatal = failure;
        }
    }

    /** Whether a failure of that kind has happened in a call. */
    public boolean hasFatal() {
        return fatal != null;
    }

    /** That failure; forgotten now. */
    @TruffleBoundary
    public GuestException takeFatal() {
        GuestException result = fatal;
        fatal = null;
        return result;
    }

    /** Ends the running call if its time is over; for the thread that watches. */
    boolean check(long limitNanos) {
        long running = (long) NUMBER.getOpaque(this);
        if (running == 0) {
            return false;
        }
        long now = System.nanoTime();
        if (running != seen) {
            seen = running;
            since = now;
            stopped = now - STOP_PERIOD;
        } else if (now - since >= limitNanos && now - stopped >= STOP_PERIOD) {
            stopped = now;
            stop(running);
        }
        return true;
    }

    private void stop(long running) {
        try {
            var unused = env.submitThreadLocal(null, new Ending(running));
        } catch (IllegalStateException closed) {
            // Then the call has ended as well.
            seen = 0;
        }
    }

    /** What the context's thread does at its next safepoint. */
    private final class Ending extends ThreadLocalAction {
        private final long call;

        Ending(long call) {
            super(true, false);
            this.call = call;
        }

        @Override
        protected void perform(Access access) {
            if (number == call) {
                throw new CallStop.CallOver();
            }
        }
    }
}
