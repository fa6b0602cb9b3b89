package org.trufflecasm.capability.builtin;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.Collection;
import org.trufflecasm.capability.CapabilityContext;
import org.trufflecasm.capability.CapabilityFailures;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.ArrayKind;
import org.trufflecasm.runtime.CasmArray;
import org.trufflecasm.runtime.CasmString;

/** The arguments of one call, by their types; another type is a {@code TypeError}. */
final class Arguments {
    /** Code points of a text that a capability makes: 256 Mi. */
    static final long LONGEST_TEXT = 256L << 20;

    private final CapabilityContext context;
    private final Object[] values;

    Arguments(CapabilityContext context, Object[] values) {
        this.context = context;
        this.values = values;
    }

    int count() {
        return values.length;
    }

    Object value(int index) {
        return values[index];
    }

    /** The text of any value. */
    CasmString text(int index) {
        return context.text(values[index]);
    }

    /** A str. */
    String string(int index) {
        return str(index).toString();
    }

    CasmString str(int index) {
        if (values[index] instanceof CasmString text) {
            return text;
        }
        throw wrong("str", index);
    }

    long integer(int index) {
        if (values[index] instanceof Long number) {
            return number;
        }
        throw wrong("int", index);
    }

    /** An int or a float. */
    double number(int index) {
        return switch (values[index]) {
            case Long number -> (double) number;
            case Double number -> number;
            default -> throw wrong("numeric", index);
        };
    }

    /** An array, tuple, list, vector or set. */
    CasmArray array(int index) {
        if (values[index] instanceof CasmArray array) {
            return array;
        }
        throw wrong("array", index);
    }

    private GuestException wrong(String expected, int index) {
        return GuestException.typeError(expected, context.typeName(values[index]), null);
    }

    /** A text that a capability has made, accounted. */
    CasmString made(String text) {
        return made(context, text);
    }

    /** A text that a capability has made, accounted. */
    static CasmString made(CapabilityContext context, String text) {
        CasmString value = CasmString.of(text);
        context.arena().reserveObject(value.accountedBytes(), null);
        return value;
    }

    /** An array of texts, accounted. */
    CasmArray made(Collection<String> texts) {
        context.arena().reserveObject(Arena.OBJECT + (long) Arena.SLOT * texts.size(), null);
        return CasmArray.of(ArrayKind.ARRAY, texts.stream().map(this::made).toArray());
    }

    CapabilityContext context() {
        return context;
    }

    /** Refuses to make a text that is too long. */
    static void checkLength(long codePoints) {
        if (codePoints > LONGEST_TEXT) {
            throw GuestException.outOfMemory(null);
        }
    }

    @TruffleBoundary
    static GuestException failure(String capability, String text) {
        return CapabilityFailures.failure(capability, text);
    }
}
