package org.trufflecasm.capability;

import com.oracle.truffle.api.TruffleLanguage.Env;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
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
        this(name, capability, capability.returnsValue());
    }

    /**
     * As above, for one whose calls give a value or not whatever it says itself.
     *
     * @param returnsValue whether a call gives a value; null if the capability has none
     */
    ProviderFunction(String name, Capability capability, boolean returnsValue) {
        super(name, capability.arity(), returnsValue);
        this.capability = capability;
    }

    @Override
    public boolean mayCallBack() {
        return true;
    }

    @Override
    protected Object work(CapabilityContext context, Object[] arguments) {
        CallArena arena = new CallArena(context);
        try {
            Object result = guarded(context, arena, arguments);
            if (arena.fatal() != null) { // what the provider has caught still ends the run
                throw arena.fatal();
            }
            if (arena.isOver()) {
                throw timeout(context);
            }
            return result;
        } catch (GuestException failure) {
            throw arena.isOver() && failure.kind().isCatchable() ? timeout(context) : failure;
        } finally {
            arena.end();
        }
    }

    private Object guarded(CapabilityContext context, CallArena arena, Object[] arguments) {
        try {
            Object result =
                    capability.call(
                            new ProviderCall(name(), context, arena), seen(arguments, arena));
            return returnsValue() && capability.returnsValue()
                    ? GuestValues.toGuest(result, arena, "the result ")
                    : CasmNull.INSTANCE;
        } catch (AbstractTruffleException failure) {
            // A limit that the capsule ran into while the capability worked for it, not a failure
            // of the capability.
            throw arena.fatal() != null ? arena.fatal() : failure;
        } catch (PolyglotException failure) {
            // The capability has called back through the API of the host.
            throw arena.fatal() != null ? arena.fatal() : unwrapped(context, failure);
        } catch (CapabilityException | GuestValues.ConversionException | RuntimeException failure) {
            throw arena.fatal() != null ? arena.fatal() : failure(failure);
        }
    }

    private AbstractTruffleException unwrapped(
            CapabilityContext context, PolyglotException failure) {
        Value thrown = failure.getGuestObject();
        Env env = context.access().env();
        return thrown != null
                        && env != null
                        && env.asGuestValue(thrown) instanceof GuestException guest
                ? guest
                : failure(failure);
    }

    private Object[] seen(Object[] arguments, CallArena arena)
            throws GuestValues.ConversionException {
        if (!capability.takesReferences()) {
            return GuestValues.toJava(arguments, arena);
        }
        Object[] references = new Object[arguments.length];
        for (int i = 0; i < references.length; i++) {
            references[i] = arena.toHost(arguments[i]);
        }
        return references;
    }

    private GuestException failure(Exception cause) {
        return CapabilityFailures.failure(name(), CapabilityFailures.textOf(cause));
    }
}
