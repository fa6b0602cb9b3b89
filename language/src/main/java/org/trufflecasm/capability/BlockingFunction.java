package org.trufflecasm.capability;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.limits.Deadline;

/**
 * A capability that may take long: its thread is interrupted when the time for one call is over,
 * and the call ends in a {@code CapabilityTimeout}; or when the time of the run is over, and then
 * the run ends in a {@code Timeout}.
 */
public abstract class BlockingFunction extends HostFunction {

    BlockingFunction(String name, int arity, boolean returnsValue) {
        super(name, arity, returnsValue);
    }

    /** A built-in capability of the table of known capabilities. */
    protected BlockingFunction(KnownCapabilities.Signature signature) {
        super(signature);
    }

    /** Whether the time of one call counts here, or only that of the run. */
    boolean isTimed(@SuppressWarnings("unused") CapabilityContext context) {
        return true;
    }

    @Override
    @TruffleBoundary(transferToInterpreterOnException = false)
    public final Object call(CapabilityContext context, Object[] arguments) {
        CapabilityDeadline deadline = context.callDeadline();
        if (deadline.isRunning()) { // within another call, whose time is the one that counts
            return work(context, arguments);
        }
        // Either end interrupts the thread, so the earlier one ends the call.
        Deadline run = context.deadline();
        run.begin();
        boolean timed = isTimed(context);
        if (timed) {
            deadline.begin(run);
        }
        Object result = null;
        AbstractTruffleException failure = null;
        boolean late;
        try {
            result = work(context, arguments);
        } catch (AbstractTruffleException failed) {
            failure = failed;
        } finally {
            late = timed && deadline.end();
            run.end();
        }
        // What an interrupted call gives says nothing; and the run's end counts for more.
        run.check();
        if (late) {
            throw timeout(context);
        }
        if (failure != null) {
            throw failure;
        }
        return result;
    }

    /** Why a call has ended early: the run's time or its own is over. */
    final GuestException timeout(CapabilityContext context) {
        if (context.deadline().leftMillis() <= 0) {
            return context.deadline().exceeded();
        }
        return new GuestException(
                ErrorKind.CapabilityTimeout,
                "'"
                        + name()
                        + "' exceeded its "
                        + context.callDeadline().limitMillis()
                        + "ms wall-clock quota and was killed",
                null);
    }

    /**
     * Does the work, as {@link #call}. If the thread is interrupted it should end soon, with
     * whatever result or failure.
     */
    protected abstract Object work(CapabilityContext context, Object[] arguments);
}
