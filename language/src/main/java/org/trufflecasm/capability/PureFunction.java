package org.trufflecasm.capability;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;

/** A built-in capability that only computes: it reaches nothing outside of its arguments. */
final class PureFunction extends HostFunction {

    /** What it computes. */
    @FunctionalInterface
    interface Body {
        Object call(CapabilityContext context, Object[] arguments);
    }

    private final KnownCapabilities.Signature signature;
    private final Body body;

    PureFunction(String name, Body body) {
        super(KnownCapabilities.find(name));
        this.signature = KnownCapabilities.find(name);
        this.body = body;
    }

    @Override
    @TruffleBoundary(transferToInterpreterOnException = false)
    public Object call(CapabilityContext context, Object[] arguments) {
        int given = arguments.length;
        int most = signature.maximum() == ANY ? given : signature.maximum();
        if (given < signature.minimum() || given > most) {
            throw new GuestException(
                    ErrorKind.ArityMismatch,
                    name()
                            + " takes "
                            + signature.minimum()
                            + " to "
                            + signature.maximum()
                            + " arg(s), got "
                            + given,
                    null);
        }
        return body.call(context, arguments);
    }
}
