package org.trufflecasm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;

/** Short ways to make values and to check failures, for the tests of this package. */
final class RuntimeTesting {
    static final CrushSemantics CRUSH = new CrushSemantics(new Arena(new Registers()));
    static final Object NULL = CasmNull.INSTANCE;

    private RuntimeTesting() {}

    static CasmString str(String text) {
        return CasmString.of(text);
    }

    static CasmArray array(Object... values) {
        return collection(ArrayKind.ARRAY, values);
    }

    static CasmArray collection(ArrayKind kind, Object... values) {
        Object[] converted = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            converted[i] = value(values[i]);
        }
        return CollectionFunctions.newCollection(kind, converted, CRUSH);
    }

    static CasmMap map(Object... keysAndValues) {
        CasmMap map = CollectionFunctions.makeMap(new Object[0], CRUSH);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(str((String) keysAndValues[i]), value(keysAndValues[i + 1]));
        }
        return map;
    }

    /** A guest value: Java's ints, strings and null stand for ours. */
    static Object value(Object plain) {
        return switch (plain) {
            case null -> NULL;
            case Integer number -> (long) number;
            case String text -> str(text);
            default -> plain;
        };
    }

    static String text(Object plain) {
        return CRUSH.text(value(plain)).toString();
    }

    static void assertFails(ErrorKind kind, String message, Executable action) {
        GuestException failure = assertThrows(GuestException.class, action);
        assertEquals(message, failure.getMessage());
        assertEquals(kind, failure.kind());
    }

    static void assertTypeError(String message, Executable action) {
        assertFails(ErrorKind.TypeError, "type error: " + message, action);
    }
}
