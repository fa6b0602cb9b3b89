package org.trufflecasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.Cached.Shared;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.interop.ArityException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.interop.UnsupportedTypeException;
import com.oracle.truffle.api.library.CachedLibrary;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import java.util.Map;
import java.util.SequencedMap;
import org.trufflecasm.error.InteropList;

/**
 * A capsule that has been loaded and not run, for other languages: its functions are its members,
 * and calling it calls its entry; arguments that are missing there are null. Immutable; used by its
 * context's thread.
 */
@ExportLibrary(InteropLibrary.class)
@SuppressWarnings("static-method")
public final class CasmCapsule extends GuestValue {
    private final String name;
    private final Map<String, CasmFunction> functions;
    private final CasmFunction entry;

    /**
     * @param name what the capsule is called
     * @param functions its functions by name, in the order in which they are shown
     * @param entry what runs when the capsule is called
     */
    public CasmCapsule(
            String name, SequencedMap<String, CasmFunction> functions, CasmFunction entry) {
        this.name = name;
        this.functions = functions;
        this.entry = entry;
    }

    @ExportMessage
    boolean hasMembers() {
        return true;
    }

    @ExportMessage
    @TruffleBoundary
    Object getMembers(@SuppressWarnings("unused") boolean includeInternal) {
        return InteropList.of(functions.keySet().toArray());
    }

    /** Whether there is a function of a name. */
    @ExportMessage(name = "isMemberReadable")
    @ExportMessage(name = "isMemberInvocable")
    static final class HasFunction {
        @Specialization(
                guards = {"capsule == known", "name.equals(member)"},
                limit = "3")
        static boolean doKnown(
                CasmCapsule capsule,
                String member,
                @Cached(value = "capsule", weak = true) CasmCapsule known,
                @Cached("member") String name,
                @Cached("capsule.has(member)") boolean result) {
            return result;
        }

        @Specialization(replaces = "doKnown")
        static boolean doAny(CasmCapsule capsule, String member) {
            return capsule.has(member);
        }
    }

    @TruffleBoundary
    boolean has(String member) {
        return functions.containsKey(member);
    }

    @ExportMessage
    @TruffleBoundary
    CasmFunction readMember(String member) throws UnknownIdentifierException {
        CasmFunction function = functions.get(member);
        if (function == null) {
            throw UnknownIdentifierException.create(member);
        }
        return function;
    }

    /** Calls a function. */
    @ExportMessage
    static final class InvokeMember {
        @Specialization(
                guards = {"capsule == known", "name.equals(member)"},
                limit = "3")
        static Object doKnown(
                CasmCapsule capsule,
                String member,
                Object[] arguments,
                @Cached(value = "capsule", weak = true) CasmCapsule known,
                @Cached("member") String name,
                @Cached("capsule.readMember(member)") CasmFunction function,
                @Shared("functions") @CachedLibrary(limit = "3") InteropLibrary interop)
                throws ArityException, UnsupportedTypeException, UnsupportedMessageException {
            return interop.execute(function, arguments);
        }

        @Specialization(replaces = "doKnown")
        static Object doAny(
                CasmCapsule capsule,
                String member,
                Object[] arguments,
                @Shared("functions") @CachedLibrary(limit = "3") InteropLibrary interop)
                throws UnknownIdentifierException,
                        ArityException,
                        UnsupportedTypeException,
                        UnsupportedMessageException {
            return interop.execute(capsule.readMember(member), arguments);
        }
    }

    /** As many arguments as the entry takes: those that are missing are null. */
    private Object[] filled(Object[] arguments) {
        int wanted = entry.code().arity();
        if (arguments.length >= wanted) {
            return arguments;
        }
        Object[] all = new Object[wanted];
        for (int i = 0; i < wanted; i++) {
            all[i] = i < arguments.length ? arguments[i] : CasmNull.INSTANCE;
        }
        return all;
    }

    @ExportMessage
    boolean isExecutable() {
        return true;
    }

    @ExportMessage
    Object execute(
            Object[] arguments,
            @Shared("functions") @CachedLibrary(limit = "3") InteropLibrary interop)
            throws ArityException, UnsupportedTypeException, UnsupportedMessageException {
        return interop.execute(entry, filled(arguments));
    }

    @Override
    ValueType type() {
        return ValueType.CAPSULE;
    }

    @Override
    public String toString() {
        return "<capsule " + name + ">";
    }
}
