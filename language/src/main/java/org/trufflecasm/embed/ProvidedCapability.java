package org.trufflecasm.embed;

import org.trufflecasm.capability.spi.Capability;
import org.trufflecasm.capability.spi.CapabilityCall;
import org.trufflecasm.capability.spi.CapabilityException;

/** A lambda of the host as a capability. */
record ProvidedCapability(String name, int arity, CapabilityBody body) implements Capability {
    @Override
    public boolean returnsValue() {
        return true;
    }

    @Override
    public Object call(CapabilityCall call, Object[] arguments) throws CapabilityException {
        try {
            return body.call(call, arguments);
        } catch (CapabilityException | RuntimeException failure) {
            throw failure;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CapabilityException("interrupted", interrupted);
        } catch (Exception failure) {
            String message = failure.getMessage();
            throw new CapabilityException(
                    message == null || message.isBlank()
                            ? failure.getClass().getSimpleName()
                            : message,
                    failure);
        }
    }
}
