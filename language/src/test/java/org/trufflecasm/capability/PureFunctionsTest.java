package org.trufflecasm.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.ArrayKind;
import org.trufflecasm.runtime.CasmArray;
import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;

/** The strings and arrays of specification §5, by their texts. */
final class PureFunctionsTest {
    private final CapabilityRegistry registry = CapabilityRegistry.of(List.of());
    private final CapabilityContext context =
            new CapabilityContext(
                    InputStream.nullInputStream(),
                    OutputStream.nullOutputStream(),
                    OutputStream.nullOutputStream());

    private Object call(String name, Object... arguments) {
        return registry.find(name).call(context, arguments);
    }

    private String text(String name, Object... arguments) {
        return context.text(call(name, arguments)).toString();
    }

    private static CasmString str(String text) {
        return CasmString.of(text);
    }

    private static CasmArray numbers(Object... values) {
        return CasmArray.of(ArrayKind.ARRAY, values);
    }

    @Test
    void stringsTakeTexts() {
        assertEquals("a1truenull", text("str.concat", str("a"), 1L, true, CasmNull.INSTANCE));
        assertEquals("", text("str.concat"));
        assertEquals(5L, call("str.len", str("é€")));
        assertEquals(true, call("str.contains", 123L, 2L));
        assertEquals("[a, b]", text("str.split", str("a-b"), str("-")));
        assertEquals("x+y", text("str.replace", str("x-y"), str("-"), str("+")));
        assertEquals("1, 2", text("str.join", numbers(1L, 2L), str(", ")));
    }

    @Test
    void arraysIgnoreIndicesOutOfRange() {
        CasmArray array = numbers(1L, 2L, 3L);
        assertSame(array, call("append", array, 4L));
        assertSame(array, call("arr_set", array, 9L, 0L));
        assertSame(array, call("arr_set", array, -1L, 0L));
        call("arr_set", array, 0L, 7L);
        assertEquals("[7, 2, 3, 4]", context.text(array).toString());
        assertSame(CasmNull.INSTANCE, call("arr_get", array, 4L));
        assertSame(CasmNull.INSTANCE, call("arr_get", array, -1L));
        assertEquals(2L, call("arr_get", array, 1L));
    }

    @Test
    void mapsAreWrittenByKey() {
        CasmMap map = CasmMap.create(null);
        assertSame(map, call("arr_set", map, str("k"), 5L));
        assertEquals(5L, call("arr_get", map, str("k")));
        assertSame(CasmNull.INSTANCE, call("arr_get", map, str("other")));
    }

    @Test
    void slicesClampTheirBounds() {
        CasmArray array = numbers(1L, 2L, 3L);
        assertEquals("[2, 3]", text("arr_slice", array, 1L));
        assertEquals("[1, 2]", text("arr_slice", array, -5L, 2L));
        assertEquals("[]", text("arr_slice", array, 2L, 1L));
        assertEquals("[1, 2, 3]", text("arr_slice", array, CasmNull.INSTANCE, CasmNull.INSTANCE));
    }

    @Test
    void rangesHaveDefaults() {
        assertEquals(100L, (long) ((CasmArray) call("make_range")).size());
        assertEquals("[0, 1, 2]", text("make_range", 3L));
        assertEquals("[2, 3]", text("make_range", 2L, 4L));
    }

    @Test
    void wrongTypesAreErrors() {
        assertKind(ErrorKind.TypeError, "append", 1L, 2L);
        assertKind(ErrorKind.TypeError, "arr_get", numbers(), str("x"));
        assertKind(ErrorKind.TypeError, "make_range", str("x"));
    }

    private void assertKind(ErrorKind kind, String name, Object... arguments) {
        assertEquals(kind, assertThrows(GuestException.class, () -> call(name, arguments)).kind());
    }
}
