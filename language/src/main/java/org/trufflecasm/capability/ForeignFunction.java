package org.trufflecasm.capability;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage.Env;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.interop.ArityException;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.nodes.ControlFlowException;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.CasmFunction;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;

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
    /** Up to here JavaScript counts without gaps. */
    private static final double GREATEST_SAFE = (1L << 53) - 1;

    private final Object executable;
    private final boolean hasOneKindOfNumber;

    /**
     * @param name canonical name
     * @param arity how many arguments a call passes; {@link #ANY} for any number
     * @param executable what is called; executable for {@link InteropLibrary}
     */
    ForeignFunction(String name, int arity, Object executable) {
        super(name, arity, KnownCapabilities.givesValue(name));
        this.executable = executable;
        this.hasOneKindOfNumber =
                executable instanceof CasmFunction own
                        ? own.code().hasOneKindOfNumber()
                        : isJavaScript(executable);
    }

    /** There is no other way to ask for the language than by its class, which we do not know. */
    private static boolean isJavaScript(Object executable) {
        InteropLibrary library = InteropLibrary.getUncached();
        try {
            return library.hasLanguage(executable)
                    && library.getLanguage(executable).getSimpleName().equals("JavaScriptLanguage");
        } catch (UnsupportedMessageException none) {
            return false;
        }
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
            return ForeignValues.resultOf(result, arena, hasOneKindOfNumber);
        } catch (AbstractTruffleException
                | InteropException
                | ForeignValues.NoFormException failed) {
            throw arena.fatal() != null ? arena.fatal() : failure(failed);
        } catch (RuntimeException broken) {
            throw arena.fatal() != null ? arena.fatal() : failureOfLanguage(broken);
        }
    }

    /**
     * Whether a call may be made by {@link QuickCalls}: not if the code is the host's, which may
     * wait for something.
     */
    @TruffleBoundary
    public boolean isQuick(CapabilityContext context) {
        Env env = context.access().env();
        return env != null
                && !env.isHostObject(executable)
                && !env.isHostFunction(executable)
                && InteropLibrary.getUncached().hasLanguage(executable)
                && context.audit() == null;
    }

    /** Whether a value can be passed as it is: it is a scalar or a text, or not the guest's. */
    public static boolean isPlain(Object value) {
        return value instanceof Long
                || value instanceof Double
                || value instanceof Boolean
                || value instanceof CasmString
                || value == CasmNull.INSTANCE;
    }

    /**
     * Whether ints and floats are the same to the language of the function. Then a whole number
     * that it gives is an int to the capsule, however the language happens to keep it.
     */
    public boolean hasOneKindOfNumber() {
        return hasOneKindOfNumber;
    }

    /** Whether a number is an int to languages that do not tell. */
    public static boolean isWhole(double value) {
        long whole = (long) value;
        return whole == value
                && Math.abs(value) <= GREATEST_SAFE
                && (whole != 0 || Double.doubleToRawLongBits(value) == 0);
    }

    /** The guest's form of a result of a call by {@link QuickCalls}. */
    public Object resultOf(CapabilityContext context, Object result) {
        CallArena arena = new CallArena(context);
        try {
            return ForeignValues.resultOf(result, arena, hasOneKindOfNumber);
        } catch (AbstractTruffleException | ForeignValues.NoFormException failed) {
            throw arena.fatal() != null ? arena.fatal() : failure(failed);
        } finally {
            arena.end();
        }
    }

    /** What a capsule sees of a failure of such a call; throws it if it is none of the guest's. */
    public GuestException failure(CapabilityContext context, Throwable thrown) {
        if (thrown instanceof CallStop.CallOver) {
            return timeout(context);
        }
        if (thrown instanceof AbstractTruffleException || thrown instanceof InteropException) {
            return failure((Exception) thrown);
        }
        if (thrown instanceof RuntimeException broken) {
            throw failureOfLanguage(broken);
        }
        throw sneak(thrown);
    }

    /**
     * A language that meets what the context forbids does not always make an exception of its own
     * of it: Python's sockets, threads and environment end in Java's exceptions. That is a failure
     * of the capability. What comes out of our own code stays what it is.
     */
    private GuestException failureOfLanguage(RuntimeException broken) {
        if (broken instanceof ControlFlowException || hasPassedOurCode(broken)) {
            throw broken;
        }
        return failure(CapabilityFailures.textOf(broken));
    }

    /** Whether code of ours lies between the failure and the call of the other language. */
    private static boolean hasPassedOurCode(RuntimeException broken) {
        for (StackTraceElement frame : broken.getStackTrace()) {
            String caller = frame.getClassName();
            if (caller.startsWith("org.trufflecasm.")) {
                return !caller.equals(ForeignFunction.class.getName())
                        && !caller.startsWith("org.trufflecasm.nodes.ForeignCallNode");
            }
        }
        return false;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private GuestException failure(Exception failed) {
        return switch (failed) {
            case GuestException own -> own;
            case AbstractTruffleException foreign -> failure(CapabilityFailures.textOf(foreign));
            case ArityException wrong ->
                    failure(
                            "it takes "
                                    + shown(
                                            wrong.getExpectedMinArity(),
                                            wrong.getExpectedMaxArity())
                                    + " arg(s), got "
                                    + wrong.getActualArity());
            default -> failure(failed.getMessage());
        };
    }

    private static String shown(int least, int most) {
        if (most < 0) {
            return least + " or more";
        }
        return least == most ? Integer.toString(least) : least + " to " + most;
    }

    private GuestException failure(String text) {
        return CapabilityFailures.failure(name(), String.valueOf(text));
    }
}
