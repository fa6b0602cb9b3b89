package org.trufflecasm.capability;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.interop.ArityException;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import org.trufflecasm.error.GuestException;

/**
 * Something executable of another language, or of the host, as a capability of one context. What
 * capsules may call it is decided as for every other.
 *
 * <p>Scalars and texts are passed as they are, other arguments as views that end with the call
 * ({@link BorrowedView}). A result is copied into the capsule if it has a form there; otherwise it
 * is opaque to it. A failure of the other language is a {@code CapabilityError}; one of the capsule
 * that it calls back stays what it is.
 */
public final class ForeignFunction extends BlockingFunction {
    private final Object executable;

    /**
     * @param name canonical name
     * @param arity how many arguments a call passes; {@link #ANY} for any number
     * @param executable what is called; executable for {@link InteropLibrary}
     */
    ForeignFunction(String name, int arity, Object executable) {
        super(name, arity, KnownCapabilities.givesValue(name));
        this.executable = executable;
    }

    /** What is called. */
    public Object executable() {
        return executable;
    }

    @Override
    public boolean mayCallBack() {
        return true;
    }

    @Override
    protected Object work(CapabilityContext context, Object[] arguments) {
        CallArena arena = new CallArena(context);
        try (CallStop _ = CallStop.begin(context)) {
            Object result = guarded(arena, arguments);
            if (arena.fatal() != null) { // what the other language has caught still ends the run
                throw arena.fatal();
            }
            return result;
        } catch (CallStop.CallOver over) {
            throw timeout(context);
        } finally {
            arena.end();
        }
    }

    private Object guarded(CallArena arena, Object[] arguments) {
        Object[] views = new Object[arguments.length];
        for (int i = 0; i < views.length; i++) {
            views[i] = BorrowedView.of(arguments[i], arena);
        }
        try {
            Object result = InteropLibrary.getUncached().execute(executable, views);
            return ForeignValues.resultOf(result, arena);
        } catch (GuestException own) {
            throw arena.fatal() != null ? arena.fatal() : own;
        } catch (AbstractTruffleException foreign) {
            throw failure(arena, CapabilityFailures.textOf(foreign));
        } catch (ArityException wrong) {
            throw failure(
                    arena,
                    "it takes "
                            + shown(wrong.getExpectedMinArity(), wrong.getExpectedMaxArity())
                            + " arg(s), got "
                            + wrong.getActualArity());
        } catch (InteropException | ForeignValues.NoFormException refused) {
            throw failure(arena, refused.getMessage());
        }
    }

    private static String shown(int least, int most) {
        if (most < 0) {
            return least + " or more";
        }
        return least == most ? Integer.toString(least) : least + " to " + most;
    }

    private AbstractTruffleException failure(CallArena arena, String text) {
        return arena.fatal() != null
                ? arena.fatal()
                : CapabilityFailures.failure(name(), String.valueOf(text));
    }
}
