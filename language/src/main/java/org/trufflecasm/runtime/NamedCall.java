package org.trufflecasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.ArityException;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.interop.UnsupportedTypeException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import java.util.List;

/**
 * Calls a function with its arguments by name: takes one object that has a member or a hash entry
 * for each parameter, and no other.
 */
@ExportLibrary(InteropLibrary.class)
@SuppressWarnings("static-method")
final class NamedCall implements TruffleObject {
    private static final InteropLibrary INTEROP = InteropLibrary.getUncached();

    private final CasmFunction function;

    NamedCall(CasmFunction function) {
        this.function = function;
    }

    @ExportMessage
    boolean isExecutable() {
        return true;
    }

    @ExportMessage
    @TruffleBoundary
    Object execute(Object... arguments)
            throws ArityException, UnsupportedTypeException, UnsupportedMessageException {
        if (arguments.length != 1) {
            throw ArityException.create(1, 1, arguments.length);
        }
        return INTEROP.execute(function, byParameter(arguments[0]));
    }

    private Object[] byParameter(Object named) throws UnsupportedTypeException {
        try {
            return read(named);
        } catch (UnsupportedTypeException refused) {
            throw refused;
        } catch (InteropException unreadable) {
            throw refused(named, unreadable.getMessage());
        }
    }

    private Object[] read(Object named) throws InteropException {
        List<String> parameters = function.parameters();
        boolean entries = INTEROP.hasHashEntries(named);
        if (!entries && !INTEROP.hasMembers(named)) {
            throw refused(named, "an object with a member for each parameter is expected");
        }
        Object[] values = new Object[parameters.size()];
        for (int i = 0; i < values.length; i++) {
            String name = parameters.get(i);
            if (entries
                    ? !INTEROP.isHashEntryReadable(named, name)
                    : !INTEROP.isMemberReadable(named, name)) {
                throw refused(named, "the argument '" + name + "' of " + shown() + " is missing");
            }
            values[i] =
                    entries ? INTEROP.readHashValue(named, name) : INTEROP.readMember(named, name);
        }
        requireNoOther(named, entries, parameters);
        return values;
    }

    private void requireNoOther(Object named, boolean entries, List<String> parameters)
            throws InteropException {
        Object names = entries ? INTEROP.getHashKeysIterator(named) : INTEROP.getMembers(named);
        Object iterator = entries ? names : INTEROP.getIterator(names);
        while (INTEROP.hasIteratorNextElement(iterator)) {
            Object name = INTEROP.getIteratorNextElement(iterator);
            if (!INTEROP.isString(name) || !parameters.contains(INTEROP.asString(name))) {
                throw refused(
                        named,
                        shown() + " has no parameter '" + INTEROP.toDisplayString(name) + "'");
            }
        }
    }

    private String shown() {
        return "function " + function.name() + "(" + String.join(", ", function.parameters()) + ")";
    }

    private static UnsupportedTypeException refused(Object named, String reason) {
        return UnsupportedTypeException.create(new Object[] {named}, reason);
    }

    @ExportMessage
    Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return shown();
    }
}
