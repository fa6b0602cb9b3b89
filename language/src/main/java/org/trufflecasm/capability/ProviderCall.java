package org.trufflecasm.capability;

import java.io.FilterInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import org.trufflecasm.capability.spi.CapabilityCall;
import org.trufflecasm.capability.spi.GuestArena;

/** What one call of a provider's capability may use. */
final class ProviderCall implements CapabilityCall {
    private final String capability;
    private final CapabilityContext context;
    private final CallArena arena;

    ProviderCall(String capability, CapabilityContext context, CallArena arena) {
        this.capability = capability;
        this.context = context;
        this.arena = arena;
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

    @Override
    public boolean isCancelled() {
        if (context.millisLeft() < 0) {
            arena.noteOver();
            return true;
        }
        return Thread.currentThread().isInterrupted();
    }

    @Override
    public GuestArena arena() {
        return arena;
    }
}
