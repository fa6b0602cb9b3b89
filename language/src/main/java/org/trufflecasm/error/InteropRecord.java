package org.trufflecasm.error;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** An immutable object for interop: named members, in an order. */
@ExportLibrary(InteropLibrary.class)
@SuppressWarnings("static-method")
public abstract class InteropRecord implements TruffleObject {
    private final SequencedMap<String, Object> members;

    /**
     * @param members strings, numbers and interop values by name, in the order in which they are
     *     shown
     */
    protected InteropRecord(SequencedMap<String, ?> members) {
        this.members = new LinkedHashMap<>(members);
    }

    @ExportMessage
    final boolean hasMembers() {
        return true;
    }

    @ExportMessage
    @TruffleBoundary
    final Object getMembers(@SuppressWarnings("unused") boolean includeInternal) {
        return InteropList.of(members.keySet().toArray());
    }

    @ExportMessage
    @TruffleBoundary
    final boolean isMemberReadable(String name) {
        return members.containsKey(name);
    }

    @ExportMessage
    @TruffleBoundary
    final Object readMember(String name) throws UnknownIdentifierException {
        Object value = members.get(name);
        if (value == null) {
            throw UnknownIdentifierException.create(name);
        }
        return value;
    }

    @ExportMessage
    @TruffleBoundary
    final Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return toString();
    }

    /** The members with their names. */
    @Override
    public String toString() {
        return members.toString();
    }
}
