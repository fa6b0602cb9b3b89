package org.trufflecasm.capability;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.CasmString;

/** A capability as a capsule may call it whose manifest or host limits the first argument. */
final class ScopedFunction extends HostFunction {
    private final HostFunction target;
    private final Scopes scopes;

    ScopedFunction(HostFunction target, Scopes scopes) {
        super(target);
        this.target = target;
        this.scopes = scopes;
    }

    @Override
    Decision.Refused refusal(Object[] arguments) {
        return arguments.length > 0 && arguments[0] instanceof CasmString first
                ? scopes.refusal(first.toString())
                : null;
    }

    @Override
    public boolean mayCallBack() {
        return target.mayCallBack();
    }

    @Override
    @TruffleBoundary(transferToInterpreterOnException = false)
    public Object call(CapabilityContext context, Object[] arguments) {
        Decision.Refused refusal = refusal(arguments);
        if (refusal != null) {
            throw new GuestException(refusal.kind(), refusal.message(), null);
        }
        // What is no str lies in no scope; and a provider might make a path of anything.
        if (!(arguments[0] instanceof CasmString)) {
            throw GuestException.typeError("str", context.typeName(arguments[0]), null);
        }
        Scopes outer = context.enterScopes(scopes);
        try {
            return target.call(context, arguments);
        } finally {
            context.leaveScopes(outer);
        }
    }
}
