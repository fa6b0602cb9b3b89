package org.trufflecasm.capability;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.trufflecasm.error.GuestException;

/**
 * {@code bench.step}: {@code (x + 7) & 65535} of an int. The smallest call that has a result, for
 * measuring and testing the border between capsule and host; never allowed unless the host grants
 * it.
 */
final class BenchStep extends HostFunction implements LongFunction {

    BenchStep() {
        super(KnownCapabilities.find("bench.step"));
    }

    @Override
    public long applyLong(long x) {
        return (x + 7) & 65535;
    }

    @Override
    public Object call(CapabilityContext context, Object[] arguments) {
        if (arguments[0] instanceof Long x) {
            return applyLong(x);
        }
        throw noInt(context, arguments[0]);
    }

    @TruffleBoundary
    private GuestException noInt(CapabilityContext context, Object argument) {
        return CapabilityFailures.failure(
                name(), "expected int, got " + context.typeName(argument));
    }
}
