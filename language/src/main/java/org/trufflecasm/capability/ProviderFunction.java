package org.trufflecasm.capability;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import org.trufflecasm.capability.spi.Capability;
import org.trufflecasm.capability.spi.CapabilityException;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.limits.Deadline;
import org.trufflecasm.runtime.CasmNull;

/** A provider's {@link Capability} in the form that compiled code calls. */
final class ProviderFunction extends HostFunction {
    private final Capability capability;

    /**
     * @param name canonical name
     * @param capability what it does
     */
    ProviderFunction(String name, Capability capability) {
        super(name, capability.arity(), capability.returnsValue());
        this.capability = capability;
    }

    @Override
    public boolean mayCallBack() {
        return true;
    }

    @Override
    @TruffleBoundary(transferToInterpreterOnException = false)
    public Object call(CapabilityContext context, Object[] arguments) {
        Deadline deadline = context.deadline();
        deadline.begin();
        try {
            Object result =
                    capability.call(
                            new ProviderCall(name(), context), GuestValues.toJava(arguments));
            return returnsValue() ? GuestValues.toGuest(result) : CasmNull.INSTANCE;
        } catch (AbstractTruffleException failure) {
            // A limit that the capsule ran into while the capability worked for it, not a failure
            // of the capability.
            throw failure;
        } catch (CapabilityException | GuestValues.ConversionException | RuntimeException failure) {
            deadline.check();
            throw failure(failure);
        } finally {
            deadline.end();
        }
    }

    private GuestException failure(Exception cause) {
        return CapabilityFailures.failure(name(), CapabilityFailures.textOf(cause));
    }
}
