package org.trufflecasm.runtime;

import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.interop.UnsupportedTypeException;

/** What another language may write into a collection of the guest. */
final class WrittenValue {
    private WrittenValue() {}

    /**
     * The guest's form of a scalar, a text or a value that is its own.
     *
     * @throws UnsupportedTypeException if it is none of these
     */
    static Object of(Object value) throws UnsupportedTypeException {
        if (value instanceof TruffleObject && ValueType.of(value) != ValueType.FOREIGN) {
            return value;
        }
        InteropLibrary interop = InteropLibrary.getUncached();
        try {
            if (interop.isNull(value)) {
                return CasmNull.INSTANCE;
            }
            if (interop.isBoolean(value)) {
                return interop.asBoolean(value);
            }
            if (value instanceof Double || value instanceof Float) {
                return interop.asDouble(value);
            }
            if (interop.fitsInLong(value)) {
                return interop.asLong(value);
            }
            if (interop.fitsInDouble(value)) {
                return interop.asDouble(value);
            }
            if (interop.isString(value)) {
                return CasmString.of(interop.asString(value));
            }
        } catch (UnsupportedMessageException changed) {
            throw UnsupportedTypeException.create(new Object[] {value}, changed.getMessage());
        }
        throw UnsupportedTypeException.create(
                new Object[] {value}, "only scalars, texts and values of a capsule can be written");
    }
}
