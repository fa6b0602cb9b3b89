package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.interop.UnsupportedTypeException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.source.SourceSection;
import java.util.ArrayList;
import java.util.List;
import org.trufflecasm.error.InteropList;
import org.trufflecasm.language.CasmLanguage;

/**
 * A scope as debuggers see it: named values, and a scope around it whose members are its own too.
 * Used by one thread at a time, while the guest is suspended.
 */
@ExportLibrary(InteropLibrary.class)
@SuppressWarnings("static-method")
final class GuestScope implements TruffleObject {

    /** What a scope consists of. */
    interface Variables {
        /** The names of those that have a value, in the order in which they are shown. */
        List<String> names();

        /** The value of a name; null if it has none. */
        Object read(String name);

        /** Whether a value may be given to a name. */
        default boolean isWritable(@SuppressWarnings("unused") String name) {
            return false;
        }

        /**
         * Gives a value to a name that may get one.
         *
         * @throws UnsupportedTypeException if capsules have no such value
         */
        default void write(String name, Object value) throws UnsupportedTypeException {
            throw new UnsupportedOperationException(name + " = " + value);
        }
    }

    private final String shown;
    private final Variables variables;
    private final SourceSection section;
    private final GuestScope parent;

    /**
     * @param shown what the scope is called
     * @param section where it is in the source; may be null
     * @param parent the scope around it; may be null
     */
    GuestScope(String shown, Variables variables, SourceSection section, GuestScope parent) {
        this.shown = shown;
        this.variables = variables;
        this.section = section;
        this.parent = parent;
    }

    private List<String> allNames() {
        List<String> names = new ArrayList<>(variables.names());
        if (parent != null) {
            names.addAll(parent.allNames());
        }
        return names;
    }

    private Object find(String name) {
        Object value = variables.read(name);
        return value == null && parent != null ? parent.find(name) : value;
    }

    @ExportMessage
    boolean hasLanguage() {
        return true;
    }

    @ExportMessage
    Class<? extends TruffleLanguage<?>> getLanguage() {
        return CasmLanguage.class;
    }

    @ExportMessage
    boolean isScope() {
        return true;
    }

    @ExportMessage
    Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return shown;
    }

    @ExportMessage
    boolean hasSourceLocation() {
        return section != null;
    }

    @ExportMessage
    SourceSection getSourceLocation() throws UnsupportedMessageException {
        if (section == null) {
            throw UnsupportedMessageException.create();
        }
        return section;
    }

    @ExportMessage
    boolean hasScopeParent() {
        return parent != null;
    }

    @ExportMessage
    Object getScopeParent() throws UnsupportedMessageException {
        if (parent == null) {
            throw UnsupportedMessageException.create();
        }
        return parent;
    }

    @ExportMessage
    boolean hasMembers() {
        return true;
    }

    @ExportMessage
    @TruffleBoundary
    Object getMembers(@SuppressWarnings("unused") boolean includeInternal) {
        return InteropList.of(allNames().toArray());
    }

    @ExportMessage
    @TruffleBoundary
    boolean isMemberReadable(String member) {
        return find(member) != null;
    }

    @ExportMessage
    @TruffleBoundary
    Object readMember(String member) throws UnknownIdentifierException {
        Object value = find(member);
        if (value == null) {
            throw UnknownIdentifierException.create(member);
        }
        return value;
    }

    @ExportMessage
    @TruffleBoundary
    boolean isMemberModifiable(String member) {
        return variables.isWritable(member)
                || (parent != null
                        && variables.read(member) == null
                        && parent.isMemberModifiable(member));
    }

    @ExportMessage
    boolean isMemberInsertable(@SuppressWarnings("unused") String member) {
        return false;
    }

    @ExportMessage
    @TruffleBoundary
    void writeMember(String member, Object value)
            throws UnknownIdentifierException, UnsupportedTypeException {
        if (!isMemberModifiable(member)) {
            throw UnknownIdentifierException.create(member);
        }
        if (variables.isWritable(member)) {
            variables.write(member, value);
        } else {
            parent.writeMember(member, value);
        }
    }
}
