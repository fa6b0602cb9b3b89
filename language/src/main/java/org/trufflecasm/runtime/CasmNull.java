package org.trufflecasm.runtime;

import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;

/** The value {@code null}. There is one instance. */
@ExportLibrary(InteropLibrary.class)
public final class CasmNull implements TruffleObject {
    /** The null of every context. */
    public static final CasmNull INSTANCE = new CasmNull();

    private CasmNull() {}

    @ExportMessage
    boolean isNull() {
        return true;
    }

    @ExportMessage
    String toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return "null";
    }

    @Override
    public String toString() {
        return "null";
    }
}
