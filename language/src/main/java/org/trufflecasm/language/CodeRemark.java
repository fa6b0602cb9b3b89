package org.trufflecasm.language;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.error.InteropList;

/**
 * One thing that is to be known about code that has run; for hosts an object with the members
 * {@code kind}, {@code subject}, {@code detail}, {@code function}, {@code place} and {@code line}.
 * Immutable.
 */
@ExportLibrary(InteropLibrary.class)
@SuppressWarnings("static-method")
public final class CodeRemark implements TruffleObject {

    /** What is remarked upon. */
    public enum Kind {
        /** A function has been called, and so has code. */
        CALLED("called"),
        /** A function counts its operands while it runs. */
        COUNTED_OPERANDS("counted-operands"),
        /** A variable holds numbers as objects, since it holds something else too. */
        BOXED_LOCAL("boxed-local"),
        /** A call of a value has met more functions than it remembers. */
        MEGAMORPHIC_CALL("megamorphic-call"),
        /** A field is looked up in maps of several layouts. */
        SEVERAL_LAYOUTS("several-layouts");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }
    }

    private final Map<String, Object> members = new LinkedHashMap<>();

    /**
     * @param kind what is remarked upon
     * @param subject the name of the variable, field or function
     * @param detail a number or a word about it; empty if there is none
     * @param function the function it belongs to
     * @param position where in the original source, or null if that is unknown
     * @param instruction where in the function, as people count
     * @param line of the listing that tools see as the source, 1-based
     */
    public CodeRemark(
            Kind kind,
            String subject,
            String detail,
            String function,
            SourcePosition position,
            int instruction,
            int line) {
        members.put("kind", kind.shown);
        members.put("subject", subject);
        members.put("detail", detail);
        members.put("function", function);
        members.put("place", position == null ? "instruction " + instruction : position.text());
        members.put("line", line);
    }

    @ExportMessage
    boolean hasMembers() {
        return true;
    }

    @ExportMessage
    @TruffleBoundary
    Object getMembers(@SuppressWarnings("unused") boolean includeInternal) {
        return InteropList.of(members.keySet().toArray());
    }

    @ExportMessage
    @TruffleBoundary
    boolean isMemberReadable(String member) {
        return members.containsKey(member);
    }

    @ExportMessage
    @TruffleBoundary
    Object readMember(String member) throws UnknownIdentifierException {
        Object value = members.get(member);
        if (value == null) {
            throw UnknownIdentifierException.create(member);
        }
        return value;
    }

    @Override
    public String toString() {
        return members.toString();
    }
}
