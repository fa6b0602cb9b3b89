package org.trufflecasm.capability;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.CachedLibrary;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.library.Message;
import com.oracle.truffle.api.library.ReflectionLibrary;
import java.util.Set;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.error.InteropList;

/**
 * What another language sees of an object that a capsule passes to a capability: the object itself,
 * until the call returns. From then on whatever would reach into it fails with {@code
 * InvalidReference}. (No other thread can enter the context meanwhile.) Reads and writes obey the
 * borrows of the capsule. What is read from a view is a view again; a view that comes back is the
 * object.
 */
@ExportLibrary(ReflectionLibrary.class)
public final class BorrowedView implements TruffleObject {
    private static final Set<String> READS =
            Set.of(
                    "getArraySize",
                    "readArrayElement",
                    "getMembers",
                    "readMember",
                    "getHashSize",
                    "readHashValue",
                    "readHashValueOrDefault",
                    "getIteratorNextElement",
                    "invokeMember",
                    "execute");

    private static final Set<String> ITERATIONS =
            Set.of(
                    "getHashEntriesIterator",
                    "getHashKeysIterator",
                    "getHashValuesIterator",
                    "getIterator");

    private static final Set<String> WRITES =
            Set.of(
                    "writeArrayElement",
                    "removeArrayElement",
                    "writeMember",
                    "removeMember",
                    "writeHashEntry",
                    "removeHashEntry");

    /** How far a message reaches into the object. */
    enum Reach {
        /** It tells only what kind of object it is. */
        NONE,
        READ,
        /** It gives an iterator, which reads. */
        ITERATION,
        WRITE;

        @TruffleBoundary
        static Reach of(Message message) {
            String name = message.getSimpleName();
            if (WRITES.contains(name)) {
                return WRITE;
            }
            if (ITERATIONS.contains(name)) {
                return ITERATION;
            }
            return READS.contains(name) ? READ : NONE;
        }
    }

    private final Object target;
    private final CallArena arena;

    private BorrowedView(Object target, CallArena arena) {
        this.target = target;
        this.arena = arena;
    }

    /** What another language sees of a value in a call. */
    static Object of(Object value, CallArena arena) {
        return ForeignValues.isOfGuest(value) ? new BorrowedView(value, arena) : value;
    }

    /** The same of what a message to an object gave. */
    private static Object ofResult(Object result, Reach reach, CallArena arena) {
        // Iterators, and the entries that they give, lead to the elements of the object.
        return (reach == Reach.ITERATION && result instanceof TruffleObject)
                        || result instanceof InteropList
                ? new BorrowedView(result, arena)
                : of(result, arena);
    }

    /**
     * The object itself.
     *
     * @param call the call in which the view comes back; null if it is none
     * @throws GuestException (InvalidReference) if the view belongs to another call that has
     *     returned, or to another context
     */
    @TruffleBoundary(transferToInterpreterOnException = false)
    Object resolve(CallArena call) {
        return call == null ? arena.access(() -> target) : call.resolve(target, arena);
    }

    private void check(Reach reach) {
        switch (reach) {
            case NONE -> {}
            case READ, ITERATION -> arena.accessTo(target, false);
            case WRITE -> arena.accessTo(target, true);
        }
    }

    private Object[] unwrapped(Object[] arguments) {
        Object[] result = arguments;
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i];
            if (argument instanceof BorrowedView view) {
                result = result == arguments ? arguments.clone() : result;
                result[i] = view.resolve(arena);
            } else if (argument instanceof Object[] inner) {
                result = result == arguments ? arguments.clone() : result;
                result[i] = unwrapped(inner);
            }
        }
        return result;
    }

    @ExportMessage
    static final class Send {
        Send() {}

        @Specialization(guards = "message == known", limit = "8")
        static Object known(
                BorrowedView self,
                Message message,
                Object[] arguments,
                @Cached("message") Message known,
                @Cached("of(known)") Reach reach,
                @CachedLibrary(limit = "3") ReflectionLibrary targets)
                throws Exception {
            return self.pass(known, reach, arguments, targets);
        }

        static Reach of(Message message) {
            return Reach.of(message);
        }

        @Specialization(replaces = "known")
        @TruffleBoundary
        static Object other(BorrowedView self, Message message, Object[] arguments)
                throws Exception {
            return self.pass(
                    message, Reach.of(message), arguments, ReflectionLibrary.getUncached());
        }
    }

    private Object pass(Message message, Reach reach, Object[] arguments, ReflectionLibrary targets)
            throws Exception {
        check(reach);
        try {
            return ofResult(targets.send(target, message, unwrapped(arguments)), reach, arena);
        } catch (GuestException failure) {
            throw arena.noted(failure);
        }
    }

    @Override
    public String toString() {
        return "view of " + arena.context().typeName(target);
    }
}
