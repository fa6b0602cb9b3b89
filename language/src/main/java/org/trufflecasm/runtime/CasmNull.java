package org.trufflecasm.runtime;

import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;

/** The value {@code null}. There is one instance. */
@ExportLibrary(InteropLibrary.class)
@SuppressWarnings("static-method")
public final class CasmNull extends GuestValue {
    /** The null of every context. */
    public static final CasmNull INSTANCE = new CasmNull();

    private CasmNull() {}

    @ExportMessage
    boolean isNull() {
        return true;
    }

    @Override
    ValueType type() {
        return ValueType.NULL;
    }

    @Override
    public String toString() {
        return "null";
    }
}
