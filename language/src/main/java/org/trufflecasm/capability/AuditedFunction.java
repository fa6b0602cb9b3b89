package org.trufflecasm.capability;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.trufflecasm.core.CapabilityNames;
import org.trufflecasm.error.GuestException;

/**
 * What a call site calls in a context that notes every decision: the capability, or the refusal of
 * it. Who calls it must first {@link #decide}, which needs the place of the call.
 */
public final class AuditedFunction extends HostFunction {
    private final String spelling;
    private final HostFunction target;
    private final Decision.Refused refused;
    private final boolean scoped;

    private AuditedFunction(String spelling, HostFunction target, Decision.Refused refused) {
        super(target == null ? new Refusing(spelling) : target);
        this.spelling = spelling;
        this.target = target;
        this.refused = refused;
        this.scoped = ScopeKind.of(CapabilityNames.canonical(spelling)) != ScopeKind.NONE;
    }

    /** Stands for a capability that may not be called. */
    private static final class Refusing extends HostFunction {
        Refusing(String name) {
            super(name, ANY, true);
        }

        @Override
        public Object call(CapabilityContext context, Object[] arguments) {
            throw CompilerDirectives.shouldNotReachHere(name());
        }
    }

    /**
     * @param spelling the capability's name as the capsule spells it
     * @param decision what a call of it comes to, as far as that depends on no argument
     */
    static AuditedFunction of(String spelling, Decision decision) {
        return switch (decision) {
            case Decision.Allowed(HostFunction function) ->
                    new AuditedFunction(spelling, function, null);
            case Decision.Refused refusal -> new AuditedFunction(spelling, null, refusal);
        };
    }

    /** The name as the capsule spells it. */
    public String spelling() {
        return spelling;
    }

    /** The capability; null if the call is refused whatever the arguments are. */
    public HostFunction target() {
        return target;
    }

    /**
     * Decides about a call and notes the decision.
     *
     * @throws GuestException if the call is refused, or the decision cannot be noted
     */
    @TruffleBoundary(transferToInterpreterOnException = false)
    public void decide(AuditLog log, AuditLog.Call call, Object[] arguments) {
        Decision.Refused refusal = refused != null ? refused : target.refusal(arguments);
        log.note(call, refusal, scoped && arguments.length > 0 ? arguments[0] : null);
        if (refusal != null) {
            throw new GuestException(refusal.kind(), refusal.message(), null);
        }
    }

    @Override
    public boolean mayCallBack() {
        return target != null && target.mayCallBack();
    }

    @Override
    @TruffleBoundary(transferToInterpreterOnException = false)
    public Object call(CapabilityContext context, Object[] arguments) {
        if (refused != null) {
            throw new GuestException(refused.kind(), refused.message(), null);
        }
        return target.call(context, arguments);
    }
}
