package org.trufflecasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.strings.TruffleString;
import java.util.Locale;

/**
 * A type of values, as {@code type_of} names it, in the form in which other languages ask whether
 * something is an instance of it.
 */
@ExportLibrary(InteropLibrary.class)
@SuppressWarnings("static-method")
public enum ValueType implements TruffleObject {
    NULL,
    INT,
    FLOAT,
    BOOL,
    STR,
    ARRAY,
    TUPLE,
    LIST,
    VECTOR,
    SET,
    MAP,
    TAGGED,
    HANDLE,
    FUNCTION,
    /** A capsule that has been loaded. */
    CAPSULE,
    /** What is no value of the guest. */
    FOREIGN;

    /** The type of a value of the guest, or of what a host's scalar becomes in it. */
    @TruffleBoundary
    public static ValueType of(Object value) {
        return switch (value) {
            case Long _, Integer _, Short _, Byte _ -> INT;
            case Double _, Float _ -> FLOAT;
            case Boolean _ -> BOOL;
            case String _, Character _, TruffleString _ -> STR;
            case CasmMap _ -> MAP;
            case GuestValue own -> own.type();
            default -> FOREIGN;
        };
    }

    /** What {@code type_of} gives. */
    public String shown() {
        return name().toLowerCase(Locale.ROOT);
    }

    @ExportMessage
    boolean isMetaObject() {
        return true;
    }

    @ExportMessage
    @TruffleBoundary
    Object getMetaSimpleName() {
        return shown();
    }

    @ExportMessage
    @TruffleBoundary
    Object getMetaQualifiedName() {
        return shown();
    }

    @ExportMessage
    boolean isMetaInstance(Object instance) {
        return of(instance) == this;
    }

    @ExportMessage
    boolean hasLanguage() {
        return true;
    }

    @ExportMessage
    Class<? extends TruffleLanguage<?>> getLanguage() {
        return ValueLanguage.get();
    }

    @ExportMessage
    @TruffleBoundary
    Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return shown();
    }
}
