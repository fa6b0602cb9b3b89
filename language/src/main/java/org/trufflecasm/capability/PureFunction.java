package org.trufflecasm.capability;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;

/** A built-in capability that only computes: it reaches nothing outside of its arguments. */
public final class PureFunction extends HostFunction {

    /** What it computes. */
    @FunctionalInterface
    public interface Body {
        /**
         * Computes the result.
         *
         * @param context the context that the calling capsule runs in
         * @param arguments as many as the table of known capabilities says
         * @return a guest value
         */
        Object call(CapabilityContext context, Object[] arguments);
    }

    private final Body body;

    /**
     * @param name its canonical name, of the table of known capabilities
     * @param body what it computes
     */
    public PureFunction(String name, Body body) {
        super(KnownCapabilities.find(name));
        this.body = body;
    }

    @Override
    @TruffleBoundary(transferToInterpreterOnException = false)
    public Object call(CapabilityContext context, Object[] arguments) {
        return body.call(context, arguments);
    }
}
