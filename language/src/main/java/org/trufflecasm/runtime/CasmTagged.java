package org.trufflecasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import org.trufflecasm.error.InteropList;

/**
 * A value with a tag (specification §4). Only a host makes one. It cannot change, so borrowing it
 * has no effect. For other languages it has the members {@code tag} and {@code value}.
 */
@ExportLibrary(InteropLibrary.class)
@SuppressWarnings("static-method")
public final class CasmTagged extends GuestValue {
    private static final String TAG = "tag";
    private static final String VALUE = "value";

    private final CasmString tag;
    private final Object value;

    /**
     * Marks a value.
     *
     * @param value a guest value
     */
    public CasmTagged(CasmString tag, Object value) {
        this.tag = tag;
        this.value = value;
    }

    /** What the value is marked with. */
    public CasmString tag() {
        return tag;
    }

    /** The value. */
    public Object value() {
        return value;
    }

    @ExportMessage
    boolean hasMembers() {
        return true;
    }

    @ExportMessage
    @TruffleBoundary
    Object getMembers(@SuppressWarnings("unused") boolean includeInternal) {
        return InteropList.of(TAG, VALUE);
    }

    @ExportMessage
    @TruffleBoundary
    boolean isMemberReadable(String member) {
        return TAG.equals(member) || VALUE.equals(member);
    }

    @ExportMessage
    @TruffleBoundary
    Object readMember(String member) throws UnknownIdentifierException {
        return switch (member) {
            case TAG -> tag;
            case VALUE -> value;
            default -> throw UnknownIdentifierException.create(member);
        };
    }

    @Override
    ValueType type() {
        return ValueType.TAGGED;
    }

    /** Its text as tools show it, cut where it is very long. */
    @Override
    public String toString() {
        return ContainerText.display(this).toString();
    }
}
