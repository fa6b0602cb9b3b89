package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.dsl.GenerateInline;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.capability.ForeignValues;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.language.CasmLanguage;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.ValueType;

/** Gives a value that another language passes the guest's form, see {@link ForeignValues}. */
@GenerateInline(false)
abstract class ToGuestNode extends Node {
    abstract Object execute(Object value);

    static ToGuestNode create() {
        return ToGuestNodeGen.create();
    }

    @Specialization
    static long doInt(int value) {
        return value;
    }

    @Specialization
    static long doLong(long value) {
        return value;
    }

    @Specialization
    static double doDouble(double value) {
        return value;
    }

    @Specialization
    static boolean doBoolean(boolean value) {
        return value;
    }

    @Specialization
    static CasmString doString(CasmString value) {
        return value;
    }

    @Specialization(replaces = {"doInt", "doLong", "doDouble", "doBoolean", "doString"})
    @TruffleBoundary
    Object doOther(Object value) {
        if (value instanceof Long || value instanceof Double || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Integer number) {
            return (long) number;
        }
        if (value instanceof TruffleObject && ValueType.of(value) != ValueType.FOREIGN) {
            return value;
        }
        try {
            return ForeignValues.argumentOf(
                    value, CasmLanguage.get(this).context(this).capabilities(), this);
        } catch (ForeignValues.NoFormException refused) {
            throw new GuestException(
                    ErrorKind.TypeError, "type error: " + refused.getMessage(), this);
        }
    }
}
