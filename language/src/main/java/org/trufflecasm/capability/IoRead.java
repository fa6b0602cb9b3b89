package org.trufflecasm.capability;

import java.io.IOException;
import org.trufflecasm.runtime.CasmString;

/**
 * {@code io.read}: the next line of standard input without its end; the empty str at the end of the
 * input. What was printed before is passed on first, so that a prompt is seen.
 *
 * <p>Waiting ends with the run's time, and with that of a call if the host has set it: a person may
 * take longer for an answer than a call does by default.
 */
final class IoRead extends BlockingFunction {

    IoRead() {
        super(KnownCapabilities.find("io.read"));
    }

    @Override
    boolean isTimed(CapabilityContext context) {
        return context.access().callsAreTimed();
    }

    @Override
    protected Object work(CapabilityContext context, Object[] arguments) {
        try {
            context.flush();
            boolean mayBeInterrupted =
                    context.deadline().isSet() || context.callDeadline().isRunning();
            String line =
                    mayBeInterrupted
                            ? context.input().readLineInterruptibly()
                            : context.input().readLine();
            CasmString text = CasmString.of(line);
            context.arena().reserveObject(text.accountedBytes(), null);
            return text;
        } catch (IOException failure) {
            throw CapabilityFailures.failure(name(), failure);
        } catch (InterruptedException interrupted) {
            throw CapabilityFailures.failure(name(), "interrupted");
        }
    }
}
