package org.trufflecasm.capability;

import com.oracle.truffle.api.ThreadLocalAction;
import com.oracle.truffle.api.TruffleLanguage.Env;

/**
 * Ends a call into another language whose time is over. Such code takes no interruption, and may
 * handle every failure that is a guest's; so it is ended by an error that no language lets its
 * programs handle, again and again until the call returns. Closed by the call's thread.
 */
final class CallStop implements AutoCloseable {
    private final CapabilityContext context;
    private final CallStop outer;
    private volatile boolean running = true;

    /** Passes through the other language. */
    static final class CallOver extends Error {
        private static final long serialVersionUID = 1L;

        CallOver() {
            super("a call has taken too long", null, false, false);
        }
    }

    private CallStop(CapabilityContext context) {
        this.context = context;
        this.outer = context.callDeadline().stopWith(this);
    }

    /** The call of the context's thread goes into another language now. */
    static CallStop begin(CapabilityContext context) {
        return new CallStop(context);
    }

    /** Ends it at its next safepoint; called by any thread. */
    void ring(Thread thread) {
        Env env = context.access().env();
        if (running && env != null) {
            try {
                var unused = env.submitThreadLocal(new Thread[] {thread}, new Ending());
            } catch (IllegalStateException closed) {
                running = false;
            }
        }
    }

    @Override
    public void close() {
        running = false;
        context.callDeadline().stopWith(outer);
    }

    /** What the call's thread does at its next safepoint. */
    private final class Ending extends ThreadLocalAction {
        Ending() {
            super(true, false);
        }

        @Override
        protected void perform(Access access) {
            if (running) {
                throw new CallOver();
            }
        }
    }
}
