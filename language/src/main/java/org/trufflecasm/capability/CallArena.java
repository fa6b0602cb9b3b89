package org.trufflecasm.capability;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import java.util.List;
import java.util.function.Supplier;
import org.trufflecasm.capability.spi.GuestArena;
import org.trufflecasm.capability.spi.GuestMap;
import org.trufflecasm.capability.spi.GuestSequence;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.ArrayKind;
import org.trufflecasm.runtime.Borrowable;
import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.CollectionFunctions;

/**
 * The objects of the capsule that one call of a provider can reach. It ends with the call, and with
 * it all references that it gave out.
 */
final class CallArena implements GuestArena {
    private final CapabilityContext context;
    private final Thread thread = Thread.currentThread();
    private final CallArena outer;
    private boolean ended;
    private boolean over;
    private AbstractTruffleException fatal;

    CallArena(CapabilityContext context) {
        this.context = context;
        this.outer = context.enterCall(this);
    }

    CapabilityContext context() {
        return context;
    }

    Arena account() {
        return context.arena();
    }

    /** The call returns: nothing it was given may be used any more. */
    void end() {
        ended = true;
        context.leaveCall(outer);
    }

    /** The provider was told that the time of the call is over, perhaps before its thread was. */
    void noteOver() {
        over = true;
    }

    /** Whether it was told so: then what it gives is dropped. */
    boolean isOver() {
        return over;
    }

    /**
     * A failure that no handler may catch, but that the provider might have.
     *
     * @return the first one, or null
     */
    AbstractTruffleException fatal() {
        return fatal;
    }

    /**
     * Does something with an object of the capsule.
     *
     * @throws GuestException (InvalidReference) if the call has ended or this is another thread
     */
    <T> T access(Supplier<T> action) {
        try {
            requireRunning();
            return action.get();
        } catch (GuestException failure) {
            throw noted(failure);
        }
    }

    /**
     * Something reaches into an object of the capsule.
     *
     * @throws GuestException (InvalidReference) as {@link #access}; (BorrowError) if it may not be
     *     read or written now
     */
    void accessTo(Object target, boolean writes) {
        if (!ended && !writes && account().borrows().allowsEveryReadNow()) {
            return;
        }
        checkAccess(target, writes);
    }

    @TruffleBoundary(transferToInterpreterOnException = false)
    private void checkAccess(Object target, boolean writes) {
        try {
            requireRunning();
            if (!writes) {
                account().borrows().checkRead(target, null);
            } else if (target instanceof Borrowable object) {
                account().borrows().checkWrite(object, null);
            }
        } catch (GuestException failure) {
            throw noted(failure);
        }
    }

    private void requireRunning() {
        if (Thread.currentThread() != thread) {
            throw invalid("it was used on a thread that is not its call's");
        }
        if (ended) {
            throw invalid("the call it was given to has returned");
        }
    }

    /** Notes a failure that ends the run whatever becomes of it. */
    @TruffleBoundary
    GuestException noted(GuestException failure) {
        // Only what happens on the call's own thread can end the run that it belongs to.
        if (!failure.kind().isCatchable() && fatal == null && Thread.currentThread() == thread) {
            fatal = failure;
        }
        return failure;
    }

    /**
     * The object that a reference stands for, if it may be used in this call.
     *
     * @throws GuestException (InvalidReference) if it belongs to a call that has returned or to
     *     another context
     */
    Object resolve(LiveReference reference) {
        return resolve(reference.target(), reference.arena());
    }

    /**
     * As above, for what another call has made visible.
     *
     * @param target the object
     * @param origin the call
     */
    Object resolve(Object target, CallArena origin) {
        return access(
                () -> {
                    if (origin.context != context) {
                        throw invalid("it belongs to another context");
                    }
                    return origin.access(() -> target);
                });
    }

    /** The guest's form of a value that comes from the provider. */
    Object toGuest(Object value) {
        try {
            return GuestValues.toGuest(value, this, "the value ");
        } catch (GuestValues.ConversionException failure) {
            throw new IllegalArgumentException(failure.getMessage(), failure);
        }
    }

    /** What the provider sees of a value: scalars as they are, references for the rest. */
    Object toHost(Object value) {
        return LiveReference.of(value, this);
    }

    private static GuestException invalid(String reason) {
        return new GuestException(ErrorKind.InvalidReference, "InvalidReference: " + reason, null);
    }

    @Override
    public GuestSequence newSequence(GuestSequence.Kind kind, List<?> elements) {
        return access(
                () -> {
                    Object[] values = elements.toArray();
                    for (int i = 0; i < values.length; i++) {
                        values[i] = toGuest(values[i]);
                    }
                    return new SequenceReference(
                            CollectionFunctions.newCollection(
                                    kindOf(kind), values, context.semantics()),
                            this);
                });
    }

    private static ArrayKind kindOf(GuestSequence.Kind kind) {
        return switch (kind) {
            case ARRAY -> ArrayKind.ARRAY;
            case TUPLE -> ArrayKind.TUPLE;
            case LIST -> ArrayKind.LIST;
            case VECTOR -> ArrayKind.VECTOR;
            case SET -> ArrayKind.SET;
        };
    }

    @Override
    public GuestMap newMap() {
        return newObject(null, null);
    }

    @Override
    public GuestMap newObject(String language, String className) {
        return access(
                () -> {
                    account().reserveObject(Arena.OBJECT, null);
                    return new MapReference(
                            CasmMap.createObject(language, textOrNull(className)), this);
                });
    }

    private static CasmString textOrNull(String text) {
        return text == null ? null : CasmString.of(text);
    }
}
