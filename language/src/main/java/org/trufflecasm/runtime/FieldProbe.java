package org.trufflecasm.runtime;

import com.oracle.truffle.api.object.DynamicObjectLibrary;
import com.oracle.truffle.api.object.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds out in which fields of their objects Truffle keeps the values of maps with a given shape.
 *
 * <p>A scratch map gets the same keys in the same order; if that leads to the same shape, each key
 * is written once more, and the field that changes is the one. References are written twice, by
 * values of different classes: that ends Truffle's assumption that all values of the key have one
 * class, and the one that it is never overwritten, which code that writes the field itself would
 * otherwise violate.
 */
final class FieldProbe {
    private static final DynamicObjectLibrary LIBRARY = DynamicObjectLibrary.getUncached();
    private static final long FIRST = 0x5EED_0000_1234_5678L;
    private static final long SECOND = 0x0DDB_A115_8765_4321L;

    private final CasmMap scratch;

    private FieldProbe(CasmMap scratch) {
        this.scratch = scratch;
    }

    /**
     * Codes of all keys of a map that is not hashed. Its shape must be valid, or all keys lie
     * "elsewhere".
     */
    static Map<CasmString, Integer> codesOf(CasmMap sample) {
        Shape shape = sample.getShape();
        CasmMap scratch = MapLayout.of(sample).create(MapLayout.objectClass(shape));
        List<Object> keys = shape.getKeyList();
        for (Object key : keys) {
            LIBRARY.put(scratch, key, LIBRARY.getOrDefault(sample, key, null));
        }
        FieldProbe probe = new FieldProbe(scratch);
        Map<CasmString, Integer> codes = new HashMap<>();
        for (Object key : keys) {
            codes.put(
                    (CasmString) key,
                    scratch.getShape() == shape ? probe.code(key) : FieldCodes.ELSEWHERE);
        }
        if (scratch.getShape() != shape) {
            codes.replaceAll((key, code) -> FieldCodes.ELSEWHERE);
        }
        return codes;
    }

    private int code(Object key) {
        Object value = LIBRARY.getOrDefault(scratch, key, null);
        boolean isDouble = value instanceof Double;
        if (value instanceof Long || isDouble) {
            int field = numberField(key, isDouble);
            if (field >= 0) {
                return isDouble ? FieldCodes.ofDouble(field) : FieldCodes.ofLong(field);
            }
            int index = referenceField(key, number(FIRST, isDouble));
            if (index < 0) {
                // In an extension array of numbers: writing anything else would change the shape.
                return FieldCodes.ELSEWHERE;
            }
        }
        int index = referenceField(key, new Object());
        boolean sure = index >= 0 && index == referenceField(key, new Object[0]);
        return sure ? FieldCodes.ofReference(index) : FieldCodes.ELSEWHERE;
    }

    private static Object number(long bits, boolean isDouble) {
        return isDouble ? (Object) Double.longBitsToDouble(bits) : (Object) bits;
    }

    /** The field that takes one number and then the other, or -1. */
    private int numberField(Object key, boolean isDouble) {
        LIBRARY.put(scratch, key, number(FIRST, isDouble));
        int first = fieldsWith(FIRST);
        LIBRARY.put(scratch, key, number(SECOND, isDouble));
        int both = first & fieldsWith(SECOND);
        return Integer.bitCount(both) == 1 ? Integer.numberOfTrailingZeros(both) : -1;
    }

    /** The fields for numbers that hold a number, as a set of bits. */
    private int fieldsWith(long bits) {
        int found = 0;
        for (int field = 0; field < MapLayout.of(scratch).numbers(); field++) {
            if (MapFields.number(scratch, field) == bits) {
                found |= 1 << field;
            }
        }
        return found;
    }

    /** The reference field that takes a value, which must be a new object, or -1. */
    @SuppressWarnings("ReferenceEquality")
    private int referenceField(Object key, Object value) {
        LIBRARY.put(scratch, key, value);
        for (int index = 0; index < CasmMap.REFERENCES; index++) {
            if (MapFields.reference(scratch, index) == value) {
                return index;
            }
        }
        return -1;
    }
}
