package org.trufflecasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;

/**
 * What all values answer alike when other languages and tools ask: the language they belong to,
 * their type, and the text to show. A {@link CasmMap} has another superclass and answers on its
 * own.
 */
@ExportLibrary(InteropLibrary.class)
@SuppressWarnings("static-method")
public abstract sealed class GuestValue implements TruffleObject
        permits CasmArray, CasmCapsule, CasmFunction, CasmNull, CasmString, CasmTagged, CasmTask {

    /** Values come from this package only. */
    GuestValue() {}

    /** Which type it has. */
    abstract ValueType type();

    @ExportMessage
    final boolean hasLanguage() {
        return true;
    }

    @ExportMessage
    final Class<? extends TruffleLanguage<?>> getLanguage() {
        return ValueLanguage.get();
    }

    @ExportMessage
    final boolean hasMetaObject() {
        return true;
    }

    @ExportMessage
    final Object getMetaObject() {
        return type();
    }

    @ExportMessage
    @TruffleBoundary
    Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return toString();
    }
}
