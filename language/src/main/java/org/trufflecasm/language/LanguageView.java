package org.trufflecasm.language;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.strings.TruffleString;
import org.trufflecasm.runtime.Semantics;
import org.trufflecasm.runtime.ValueType;

/** A value of no language, or of another one, as capsules see it: its type and its text. */
@ExportLibrary(value = InteropLibrary.class, delegateTo = "value")
@SuppressWarnings("static-method")
final class LanguageView implements TruffleObject {
    final Object value;
    private final Semantics semantics;

    LanguageView(Object value, Semantics semantics) {
        this.value = value;
        this.semantics = semantics;
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
    @TruffleBoundary
    boolean hasMetaObject() {
        return true;
    }

    @ExportMessage
    @TruffleBoundary
    Object getMetaObject() {
        return ValueType.of(value);
    }

    @ExportMessage
    @TruffleBoundary
    Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return switch (value) {
            case Integer _, Short _, Byte _, Float _, Character _, String _, TruffleString _ ->
                    value.toString();
            default -> semantics.text(value).toString();
        };
    }
}
