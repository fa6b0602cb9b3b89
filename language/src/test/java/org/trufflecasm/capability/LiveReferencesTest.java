package org.trufflecasm.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trufflecasm.capability.spi.GuestMap;
import org.trufflecasm.capability.spi.GuestReference;
import org.trufflecasm.capability.spi.GuestSequence;
import org.trufflecasm.capability.spi.Tagged;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.ArrayKind;
import org.trufflecasm.runtime.CasmArray;
import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.CasmTagged;

final class LiveReferencesTest {
    private final CapabilityContext context = newContext();

    private static CapabilityContext newContext() {
        return new CapabilityContext(
                InputStream.nullInputStream(),
                new ByteArrayOutputStream(),
                new ByteArrayOutputStream());
    }

    private static Object call(
            CapabilityContext context, TestCapabilities.Body body, Object... arguments) {
        return CapabilityRegistry.of(
                        List.of(TestCapabilities.of(TestCapabilities.taking("t.f", body))))
                .find("t.f")
                .call(context, arguments);
    }

    private Object call(TestCapabilities.Body body, Object... arguments) {
        return call(context, body, arguments);
    }

    private void fails(ErrorKind kind, TestCapabilities.Body body, Object... arguments) {
        GuestException failure = assertThrows(GuestException.class, () -> call(body, arguments));
        assertEquals(kind, failure.kind(), failure.getMessage());
    }

    private static CasmString str(String text) {
        return CasmString.of(text);
    }

    private static CasmArray array(ArrayKind kind, Object... elements) {
        return CasmArray.of(kind, elements);
    }

    @Test
    void arraysAreSeenAndChangedWhereTheyAre() {
        CasmArray array = array(ArrayKind.ARRAY, 1L, str("x"));
        Object result =
                call(
                        (call, given) -> {
                            GuestSequence view = (GuestSequence) given[0];
                            assertEquals("array", view.type());
                            assertEquals(GuestSequence.Kind.ARRAY, view.kind());
                            assertEquals(2, view.size());
                            assertEquals("x", view.get(-1));
                            view.set(0, 7);
                            view.add(List.of(2.5));
                            assertEquals(3, array.size());
                            array.push(9L);
                            assertEquals(9L, view.removeLast());
                            assertEquals(2.5, ((GuestSequence) view.get(2)).get(0));
                            assertEquals(view.get(2), view.get(2));
                            return view;
                        },
                        array);
        assertSame(array, result);
        assertEquals("[7, x, [2.5]]", array.toString());
    }

    @Test
    void mapsAreSeenAndChangedWhereTheyAre() {
        CasmMap map = CasmMap.create(str("Point"));
        map.put(str("x"), 1L);
        call(
                (call, given) -> {
                    GuestMap view = (GuestMap) given[0];
                    assertEquals("Point", view.className());
                    assertNull(view.language());
                    assertEquals(1L, view.get("x"));
                    assertNull(view.get("y"));
                    view.put("y", null);
                    assertTrue(view.containsKey("y"));
                    assertEquals(List.of("x", "y"), view.keys());
                    assertEquals(2, view.size());
                    return null;
                },
                map);
        assertEquals("{x: 1, y: null}", map.toString());
    }

    @Test
    void whatAKindCannotDoIsATypeError() {
        CasmArray tuple = array(ArrayKind.TUPLE, 1L);
        CasmArray set = array(ArrayKind.SET, 1L);
        fails(ErrorKind.TypeError, (call, v) -> add(v[0], 2), tuple);
        fails(ErrorKind.TypeError, (call, v) -> set(v[0], 0, 2), tuple);
        fails(ErrorKind.TypeError, (call, v) -> set(v[0], 0, 2), set);
        fails(ErrorKind.TypeError, (call, v) -> ((GuestSequence) v[0]).removeLast(), set);
        fails(ErrorKind.IndexOutOfRange, (call, v) -> ((GuestSequence) v[0]).get(1), set);
        fails(ErrorKind.CapabilityError, (call, v) -> add(v[0], new Object()), set);
        call((call, v) -> add(v[0], 1), set);
        call((call, v) -> add(v[0], "a"), set);
        assertEquals("Set{1, a}", set.toString());
        assertEquals("(1)", tuple.toString());
    }

    private static Object add(Object sequence, Object value) {
        ((GuestSequence) sequence).add(value);
        return null;
    }

    private static Object set(Object sequence, int index, Object value) {
        ((GuestSequence) sequence).set(index, value);
        return null;
    }

    @Test
    void borrowsHoldEvenIfTheFailureIsCaught() {
        CasmArray array = array(ArrayKind.ARRAY, 1L);
        CasmMap map = CasmMap.create(null);
        context.arena().borrows().borrow(array, context.semantics(), null);
        context.arena().borrows().borrow(map, context.semantics(), null);
        fails(ErrorKind.BorrowError, (call, v) -> add(v[0], 2), array);
        fails(ErrorKind.BorrowError, (call, v) -> set(v[0], 5, 2), array);
        fails(
                ErrorKind.BorrowError,
                (call, v) -> {
                    ((GuestMap) v[0]).put("k", 1);
                    return null;
                },
                map);
        fails(
                ErrorKind.BorrowError,
                (call, v) -> {
                    assertThrows(GuestException.class, () -> add(v[0], 2));
                    return "nothing happened";
                },
                array);
        fails(
                ErrorKind.BorrowError,
                (call, v) -> {
                    assertThrows(GuestException.class, () -> add(v[0], 2));
                    throw new IllegalStateException("hidden");
                },
                array);
        assertEquals("[1]", array.toString());
        assertEquals(0, map.size());
    }

    @Test
    void referencesEndWithTheirCall() {
        CasmArray array = array(ArrayKind.ARRAY, 1L);
        GuestSequence[] kept = new GuestSequence[1];
        call((call, v) -> kept[0] = (GuestSequence) v[0], array);
        assertEquals(
                ErrorKind.InvalidReference,
                assertThrows(GuestException.class, () -> kept[0].size()).kind());
        fails(ErrorKind.InvalidReference, (call, v) -> kept[0].get(0));
        fails(ErrorKind.InvalidReference, (call, v) -> kept[0]);
        fails(ErrorKind.InvalidReference, (call, v) -> List.of(kept[0]));
        fails(ErrorKind.InvalidReference, (call, v) -> add(v[0], kept[0]), array);
        assertEquals("[1]", array.toString());
    }

    @Test
    void referencesStayInTheirContextAndThread() {
        CasmArray array = array(ArrayKind.ARRAY, 1L);
        fails(
                ErrorKind.InvalidReference,
                (call, v) -> call(newContext(), (inner, none) -> v[0]),
                array);
        call(
                (call, v) -> {
                    GuestException[] failure = new GuestException[1];
                    Thread other =
                            new Thread(
                                    () ->
                                            failure[0] =
                                                    assertThrows(
                                                            GuestException.class,
                                                            () -> add(v[0], 2)));
                    other.start();
                    try {
                        other.join();
                    } catch (InterruptedException interrupted) {
                        throw new IllegalStateException(interrupted);
                    }
                    assertEquals(ErrorKind.InvalidReference, failure[0].kind());
                    return null;
                },
                array);
        assertEquals("[1]", array.toString());
    }

    @Test
    void objectsOfTheCapsuleAreMade() {
        CasmMap object =
                assertInstanceOf(
                        CasmMap.class,
                        call(
                                (call, v) -> {
                                    GuestMap made = call.arena().newObject("python", "Point");
                                    made.put("x", 1);
                                    made.put("self", made);
                                    GuestSequence set =
                                            call.arena()
                                                    .newSequence(
                                                            GuestSequence.Kind.SET,
                                                            Arrays.asList(1, 1, null));
                                    made.put("set", set);
                                    return made;
                                }));
        assertEquals("python", object.language());
        assertEquals("Point", object.className().toString());
        assertEquals("{x: 1, self: {...}, set: Set{1, null}}", object.toString());
        for (int i = 0; i < 200; i++) {
            object.put(str("key" + i), 1L);
        }
        assertEquals("python", object.language());
        assertEquals("map", context.typeName(object));
    }

    @Test
    void taggedValuesGoBothWays() {
        CasmTagged tagged =
                assertInstanceOf(
                        CasmTagged.class,
                        call((call, v) -> new Tagged("Some", List.of(1)), new Object[0]));
        assertEquals("Some([1])", tagged.toString());
        assertEquals("Some([1])", context.text(tagged).toString());
        assertEquals("tagged", context.typeName(tagged));
        assertTrue(context.semantics().truth(tagged));
        Object same = call((call, v) -> new Tagged("Some", List.of(1)));
        Object otherTag = call((call, v) -> new Tagged("Ok", List.of(1)));
        Object otherValue = call((call, v) -> new Tagged("Some", List.of(2)));
        assertTrue(context.semantics().equal(tagged, same));
        assertFalse(context.semantics().equal(tagged, otherTag));
        assertFalse(context.semantics().equal(tagged, otherValue));
        assertFalse(context.semantics().equal(tagged, tagged.value()));
        CasmArray loop = new CasmArray(ArrayKind.ARRAY);
        CasmTagged around = new CasmTagged(str("T"), loop);
        loop.push(around);
        assertEquals("T([(...)])", around.toString());
        call(
                (call, v) -> {
                    Tagged seen = (Tagged) v[0];
                    assertEquals("Some", seen.tag());
                    assertEquals(1L, ((GuestSequence) seen.value()).get(0));
                    return null;
                },
                tagged);
    }

    @Test
    void whatIsMadeCounts() {
        context.arena().begin(100_000, visitor -> {});
        fails(
                ErrorKind.MemoryQuota,
                (call, v) -> {
                    GuestSequence made =
                            call.arena().newSequence(GuestSequence.Kind.LIST, List.of());
                    for (int i = 0; i < 1_000_000; i++) {
                        made.add(i);
                    }
                    return null;
                });
        context.arena().begin(100_000, visitor -> {});
        fails(
                ErrorKind.MemoryQuota,
                (call, v) -> {
                    GuestMap made = call.arena().newMap();
                    for (int i = 0; i < 100_000; i++) {
                        made.put("k" + i, 0);
                    }
                    return null;
                });
        context.arena().begin(100_000, visitor -> {});
        fails(ErrorKind.MemoryQuota, (call, v) -> new Object[10_000]);
        context.arena().begin(100_000, visitor -> {});
        fails(ErrorKind.MemoryQuota, (call, v) -> "x".repeat(200_000));
        context.arena().end();
    }

    @Test
    void functionsAreReferencesWithoutContents() {
        Object foreign = new Object();
        call(
                (call, v) -> {
                    assertEquals("foreign", ((GuestReference) v[0]).type());
                    assertFalse(call.isCancelled());
                    Thread.currentThread().interrupt();
                    assertTrue(call.isCancelled());
                    assertTrue(Thread.interrupted());
                    return v[0];
                },
                foreign);
    }
}
