package org.trufflecasm.capability;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import org.trufflecasm.capability.spi.Capability;
import org.trufflecasm.capability.spi.CapabilityException;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.CasmNull;

/** A provider's {@link Capability} in the form that compiled code calls. */
final class ProviderFunction extends BlockingFunction {
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
    protected Object work(CapabilityContext context, Object[] arguments) {
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
            throw failure(failure);
        }
    }

    private GuestException failure(Exception cause) {
        return CapabilityFailures.failure(name(), CapabilityFailures.textOf(cause));
    }
}
