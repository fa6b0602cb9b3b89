package org.trufflecasm.runtime;

import com.oracle.truffle.api.CompilerDirectives;

/**
 * Reads and writes fields of maps' objects directly, by {@linkplain FieldCodes code}. The code must
 * be one of the map's present shape, and of the kind that the method says.
 */
public final class MapFields {
    private MapFields() {}

    /** An int; {@link FieldCodes#isLong} of the code. */
    public static long getLong(CasmMap map, int code) {
        return number(map, FieldCodes.field(code));
    }

    /** A float; {@link FieldCodes#isDouble} of the code. */
    public static double getDouble(CasmMap map, int code) {
        return Double.longBitsToDouble(number(map, FieldCodes.field(code)));
    }

    /** A value of any kind; {@link FieldCodes#isReference} of the code. */
    public static Object getReference(CasmMap map, int code) {
        return reference(map, FieldCodes.field(code) - FieldCodes.FIRST_REFERENCE);
    }

    /** Overwrites an int; {@link FieldCodes#isLong} of the code. */
    public static void setLong(CasmMap map, int code, long value) {
        setNumber(map, FieldCodes.field(code), value);
    }

    /** Overwrites a float; {@link FieldCodes#isDouble} of the code. */
    public static void setDouble(CasmMap map, int code, double value) {
        setNumber(map, FieldCodes.field(code), Double.doubleToRawLongBits(value));
    }

    /** Overwrites a value of any kind; {@link FieldCodes#isReference} of the code. */
    public static void setReference(CasmMap map, int code, Object value) {
        map.setReference(FieldCodes.field(code) - FieldCodes.FIRST_REFERENCE, value);
    }

    static Object reference(CasmMap map, int index) {
        return map.reference(index);
    }

    static long number(CasmMap map, int field) {
        if (map instanceof MediumMap medium) {
            return medium.number(field);
        }
        if (map instanceof WideMap wide) {
            return wide.number(field);
        }
        throw CompilerDirectives.shouldNotReachHere();
    }

    private static void setNumber(CasmMap map, int field, long value) {
        if (map instanceof MediumMap medium) {
            medium.setNumber(field, value);
        } else if (map instanceof WideMap wide) {
            wide.setNumber(field, value);
        } else {
            throw CompilerDirectives.shouldNotReachHere();
        }
    }
}
