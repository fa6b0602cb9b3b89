package org.trufflecasm.capability.builtin;

import com.oracle.truffle.api.TruffleSafepoint;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.trufflecasm.capability.BlockingFunction;
import org.trufflecasm.capability.CapabilityContext;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.capability.KnownCapabilities;
import org.trufflecasm.capability.PureFunction;
import org.trufflecasm.runtime.CasmNull;

/** The capabilities {@code time.*} (specification §5). */
public final class ClockCapabilities {
    /** All of them. */
    public static final List<HostFunction> ALL =
            List.of(new PureFunction("time.now", (c, v) -> c.readClock()), new Sleep());

    private ClockCapabilities() {}

    /** {@code time.sleep}: waits, but not beyond the time that a call may take. */
    private static final class Sleep extends BlockingFunction {
        Sleep() {
            super(KnownCapabilities.find("time.sleep"));
        }

        @Override
        protected Object work(CapabilityContext context, Object[] values) {
            long milliseconds = new Arguments(context, values).integer(0);
            if (milliseconds < 0) {
                throw Arguments.failure(name(), "the time must be 0 or more, not " + milliseconds);
            }
            // A little more than is left, so that the call ends as one that took too long.
            long longest = Math.max(0, context.millisLeft()) + 1000;
            long end =
                    System.nanoTime()
                            + TimeUnit.MILLISECONDS.toNanos(Math.min(milliseconds, longest));
            // Waiting must not keep a context from being closed.
            TruffleSafepoint.setBlockedThreadInterruptible(
                    null,
                    target -> {
                        long left = target - System.nanoTime();
                        if (left > 0 && context.millisLeft() >= 0) {
                            TimeUnit.NANOSECONDS.sleep(left);
                        }
                    },
                    end);
            return CasmNull.INSTANCE;
        }
    }
}
