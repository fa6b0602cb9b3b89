package org.trufflecasm.capability;

import java.io.FilterInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import org.trufflecasm.capability.spi.CapabilityCall;

/** What one call of a provider's capability may use. */
final class ProviderCall implements CapabilityCall {
    private final String capability;
    private final CapabilityContext context;

    ProviderCall(String capability, CapabilityContext context) {
        this.capability = capability;
        this.context = context;
    }

    @Override
    public String capability() {
        return capability;
    }

    @Override
    public OutputStream output() {
        return context.output().stream();
    }

    @Override
    public OutputStream errorOutput() {
        return context.errorOutput().stream();
    }

    @Override
    public InputStream input() {
        context.flush();
        return new FilterInputStream(context.input().source()) {
            @Override
            public void close() {
                // The stream belongs to the context.
            }
        };
    }

    @Override
    public long deadlineMillis() {
        return context.millisLeft();
    }
}
