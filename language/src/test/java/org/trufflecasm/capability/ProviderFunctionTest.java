package org.trufflecasm.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trufflecasm.capability.spi.CapabilityException;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.ArrayKind;
import org.trufflecasm.runtime.CasmArray;
import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;

final class ProviderFunctionTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CapabilityContext context =
            new CapabilityContext(
                    new ByteArrayInputStream("in\nmore".getBytes(StandardCharsets.UTF_8)),
                    out,
                    err);

    private Object call(boolean returnsValue, TestCapabilities.Body body, Object... arguments) {
        HostFunction function =
                CapabilityRegistry.of(
                                List.of(
                                        TestCapabilities.of(
                                                TestCapabilities.capability(
                                                        "t.f", -1, returnsValue, body))))
                        .find("t.f");
        return function.call(context, arguments);
    }

    private Object[] seen(Object... arguments) {
        Object[][] seen = new Object[1][];
        call(
                false,
                (call, given) -> {
                    seen[0] = given;
                    return null;
                },
                arguments);
        return seen[0];
    }

    private Object made(Object result) {
        return call(true, (call, given) -> result);
    }

    private GuestException failure(TestCapabilities.Body body, Object... arguments) {
        GuestException failure =
                assertThrows(GuestException.class, () -> call(true, body, arguments));
        assertEquals(ErrorKind.CapabilityError, failure.kind());
        return failure;
    }

    private static CasmString str(String text) {
        return CasmString.of(text);
    }

    @Test
    void scalarsGoBothWays() {
        Object[] seen = seen(1L, 0.5, true, str("é€😀"), CasmNull.INSTANCE);
        assertEquals(Arrays.asList(1L, 0.5, true, "é€😀", null), Arrays.asList(seen));
        assertEquals(7L, made(7L));
        assertEquals(7L, made(7));
        assertEquals(7L, made((short) 7));
        assertEquals(7L, made((byte) 7));
        assertEquals(0.5, made(0.5));
        assertEquals(0.5, made(0.5f));
        assertEquals(true, made(true));
        assertEquals(str("é€😀"), made("é€😀"));
        assertEquals(str("ab"), made(CharBuffer.wrap("ab")));
        assertEquals(str("a"), made('a'));
        assertSame(CasmNull.INSTANCE, made(null));
    }

    @Test
    void collectionsAreCopiedOut() {
        CasmArray inner = CasmArray.of(ArrayKind.TUPLE, new Object[] {1L, 2.5});
        CasmArray array =
                CasmArray.of(ArrayKind.ARRAY, new Object[] {inner, inner, CasmNull.INSTANCE});
        CasmMap map = CasmMap.create(null);
        map.put(str("z"), array);
        map.put(str("a"), str("x"));
        Object[] seen = seen(array, map, CasmArray.of(ArrayKind.ARRAY, new Object[0]));
        List<Object> expected = Arrays.asList(List.of(1L, 2.5), List.of(1L, 2.5), null);
        assertEquals(expected, seen[0]);
        assertEquals(Map.of("z", expected, "a", "x"), seen[1]);
        assertEquals(List.of("z", "a"), List.copyOf(((Map<?, ?>) seen[1]).keySet()));
        assertEquals(List.of(), seen[2]);
        // A copy, shared where the original is.
        ((List<?>) seen[0]).clear();
        assertEquals(3, array.size());
        assertSame(seen[0], ((Map<?, ?>) seen[1]).get("z"));
    }

    @Test
    void collectionsAreCopiedIn() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", List.of(1, 2.0));
        map.put("a", new Object[] {"x"});
        CasmMap made = assertInstanceOf(CasmMap.class, made(map));
        List<String> keys = new ArrayList<>();
        made.forEach((key, value) -> keys.add(key.toString()));
        assertEquals(List.of("b", "a"), keys);
        CasmArray b = assertInstanceOf(CasmArray.class, made.get(str("b")));
        assertSame(ArrayKind.ARRAY, b.kind());
        assertEquals(2, b.size());
        assertEquals(1L, b.get(0));
        assertEquals(2.0, b.get(1));
        assertEquals(str("x"), assertInstanceOf(CasmArray.class, made.get(str("a"))).get(0));
        assertEquals(1, assertInstanceOf(CasmArray.class, made(Set.of("only"))).size());
    }

    @Test
    void sharedValuesAreCopiedOnce() {
        // Copied along every path this would be 2^60 arrays.
        CasmArray guest = CasmArray.of(ArrayKind.ARRAY, new Object[0]);
        List<Object> java = List.of();
        for (int i = 0; i < 60; i++) {
            guest = CasmArray.of(ArrayKind.ARRAY, new Object[] {guest, guest});
            java = List.of(java, java);
        }
        List<?> seen = (List<?>) seen(guest)[0];
        assertSame(seen.get(0), seen.get(1));
        CasmArray made = (CasmArray) made(java);
        assertSame(made.get(0), made.get(1));
    }

    @Test
    void whatContainsItselfIsRefused() {
        CasmArray cycle = CasmArray.of(ArrayKind.ARRAY, new Object[] {str("x")});
        cycle.push(cycle);
        assertEquals(
                "t.f: argument 2 contains itself",
                failure((call, given) -> null, 1L, cycle).getMessage());
        List<Object> list = new ArrayList<>();
        list.add(list);
        assertEquals(
                "t.f: the result contains itself", failure((call, given) -> list).getMessage());
    }

    @Test
    void whatIsNestedTooDeepIsRefused() {
        CasmArray guest = CasmArray.of(ArrayKind.ARRAY, new Object[0]);
        List<Object> java = List.of();
        for (int i = 0; i < 100_000; i++) {
            guest = CasmArray.of(ArrayKind.ARRAY, new Object[] {guest});
            List<Object> outer = new ArrayList<>();
            outer.add(java);
            java = outer;
        }
        CasmArray deepGuest = guest;
        List<Object> deepJava = java;
        assertEquals(
                "t.f: argument 1 is nested deeper than 512",
                failure((call, given) -> null, deepGuest).getMessage());
        assertEquals(
                "t.f: the result is nested deeper than 512",
                failure((call, given) -> deepJava).getMessage());
    }

    @Test
    void whatHasNoFormIsRefused() {
        assertEquals(
                "t.f: argument 1 has no form outside of the capsule",
                failure((call, given) -> null, new Object()).getMessage());
        assertEquals(
                "t.f: the result is of java.lang.Object, which has no form inside of the capsule",
                failure((call, given) -> new Object()).getMessage());
        assertEquals(
                "t.f: the result has a map with a key that is not a string",
                failure((call, given) -> Map.of(1, 2)).getMessage());
    }

    @Test
    void aVoidCapabilityGivesNullWhateverItReturns() {
        assertSame(CasmNull.INSTANCE, call(false, (call, given) -> new Object()));
    }

    @Test
    void failuresBecomeCapabilityErrors() {
        assertEquals(
                "t.f: no such row",
                failure(
                                (call, given) -> {
                                    throw new CapabilityException("no such row");
                                })
                        .getMessage());
        assertEquals(
                "t.f: broken",
                failure(
                                (call, given) -> {
                                    throw new IllegalStateException("broken");
                                })
                        .getMessage());
        assertEquals(
                "t.f: UnsupportedOperationException",
                failure(
                                (call, given) -> {
                                    throw new UnsupportedOperationException();
                                })
                        .getMessage());
    }

    @Test
    void theEndOfStackOrMemoryIsNotAFailureOfTheCapability() {
        assertThrows(
                StackOverflowError.class,
                () ->
                        call(
                                true,
                                (call, given) -> {
                                    throw new StackOverflowError();
                                }));
        assertThrows(
                OutOfMemoryError.class,
                () ->
                        call(
                                true,
                                (call, given) -> {
                                    throw new OutOfMemoryError();
                                }));
    }

    @Test
    void usesTheStreamsOfTheCapsule() {
        context.output();
        Object line =
                call(
                        true,
                        (call, given) -> {
                            assertEquals("t.f", call.capability());
                            assertTrue(
                                    call.deadlineMillis() > 0 && call.deadlineMillis() <= 30_000);
                            try {
                                call.output().write("out €\n".getBytes(StandardCharsets.UTF_8));
                                call.output().write('x');
                                call.errorOutput().write("err\n".getBytes(StandardCharsets.UTF_8));
                                byte[] bytes = new byte[2];
                                assertEquals(2, call.input().read(bytes));
                                call.input().close();
                                call.output().close();
                                return new String(bytes, StandardCharsets.UTF_8);
                            } catch (IOException failure) {
                                throw new CapabilityException("stream", failure);
                            }
                        });
        assertEquals(str("in"), line);
        context.flush();
        assertEquals("out €\nx", out.toString(StandardCharsets.UTF_8));
        assertEquals("err\n", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void theOutputLimitHoldsForProviders() {
        context.limitOutput(3);
        GuestException failure =
                assertThrows(
                        GuestException.class,
                        () ->
                                call(
                                        true,
                                        (call, given) -> {
                                            try {
                                                call.output().write(new byte[4]);
                                            } catch (IOException unexpected) {
                                                throw new CapabilityException("stream", unexpected);
                                            }
                                            return null;
                                        }));
        assertEquals(ErrorKind.OutputQuota, failure.kind());
        context.flush();
        assertEquals(0, out.size());
    }

    @Test
    void argumentsBelongToTheProvider() {
        Object[] arguments = {1L};
        call(
                true,
                (call, given) -> {
                    given[0] = "changed";
                    return null;
                },
                arguments);
        assertEquals(1L, arguments[0]);
        assertNull(seen(CasmNull.INSTANCE)[0]);
    }
}
