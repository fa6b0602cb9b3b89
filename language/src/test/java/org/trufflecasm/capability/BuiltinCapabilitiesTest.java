package org.trufflecasm.capability;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;

final class BuiltinCapabilitiesTest {
    private final CapabilityRegistry registry = CapabilityRegistry.of(List.of());
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private CapabilityContext context = context("");

    private CapabilityContext context(String input) {
        byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
        return new CapabilityContext(new ByteArrayInputStream(bytes), out, err);
    }

    private Object call(String name, Object... arguments) {
        return registry.find(name).call(context, arguments);
    }

    private static CasmString str(String text) {
        return CasmString.of(text);
    }

    private String printed() {
        context.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void printsTheTextsOfAllArguments() {
        assertSame(
                CasmNull.INSTANCE,
                call("io.print", str("a"), 1L, str("b"), true, CasmNull.INSTANCE, 0.5));
        call("io.print");
        call("io.print", str(""));
        assertEquals("a1btruenull0.5\n\n\n", printed());
    }

    @Test
    void writesUtf8() {
        String text = "aé€😀\u0000\u007F\u0080\u07FF\u0800\uFFFF";
        call("io.print", str(text));
        call("io.print", str("é"), str("😀"));
        context.flush();
        assertArrayEquals((text + "\né😀\n").getBytes(StandardCharsets.UTF_8), out.toByteArray());
    }

    @Test
    void aLoneSurrogateBecomesTheReplacementCharacter() {
        call("io.print", str("a\uD800b"));
        assertEquals("a\uFFFDb\n", printed());
    }

    @Test
    void keepsOutputUntilFlushed() {
        call("io.print", str("x"));
        assertEquals("", out.toString(StandardCharsets.UTF_8));
        context.flush();
        assertEquals("x\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void showsEachLineToSomebodyWhoWatches() {
        context.flushEachLine(true);
        call("io.print", str("x"));
        assertEquals("x\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void writesErrorsAtOnceAndInOrder() {
        call("io.print", str("first"));
        call("io.eprint", str("second "), 2L);
        assertEquals("first\n", out.toString(StandardCharsets.UTF_8));
        assertEquals("second 2\n", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void manyLinesAndLongLinesArriveWhole() {
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            call("io.print", str("line "), (long) i);
            expected.append("line ").append(i).append('\n');
        }
        for (int length : new int[] {16_383, 16_384, 65_535, 65_536, 65_537, 300_000}) {
            String text = "é".repeat(length);
            call("io.print", str("<"), str(text), str(">"));
            call("io.print", str("-"));
            expected.append('<').append(text).append(">\n-\n");
        }
        assertEquals(expected.toString(), printed());
    }

    private static void assertQuota(long limit, GuestException failure) {
        assertEquals(ErrorKind.OutputQuota, failure.kind());
        assertEquals("output quota exceeded (" + limit + ")", failure.getMessage());
    }

    @Test
    void whatWouldPassTheLimitIsNotWritten() {
        context.limitOutput(10);
        call("io.print", str("1234"));
        assertQuota(
                10,
                assertThrows(GuestException.class, () -> call("io.print", str("56"), str("789"))));
        call("io.print", str("5678"));
        assertQuota(10, assertThrows(GuestException.class, () -> call("io.print")));
        assertEquals("1234\n5678\n", printed());
    }

    @Test
    void theLimitCountsBytesOnBothStreams() {
        context.limitOutput(8);
        call("io.eprint", str("é"));
        call("io.print", str("€"));
        assertQuota(8, assertThrows(GuestException.class, () -> call("io.eprint", str("x"))));
        assertEquals("€\n", printed());
        assertEquals("é\n", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void theLimitHoldsForLongLines() {
        context.limitOutput(100_000);
        assertQuota(
                100_000,
                assertThrows(
                        GuestException.class, () -> call("io.print", str("x".repeat(100_000)))));
        call("io.print", str("x".repeat(99_999)));
        assertEquals(100_000, printed().length());
    }

    @Test
    void aNewLimitStartsAnew() {
        context.limitOutput(2);
        call("io.print", str("a"));
        context.limitOutput(Long.MAX_VALUE);
        call("io.print", str("bcd"));
        assertEquals("a\nbcd\n", printed());
    }

    @Test
    void readsLinesAndShowsPromptsFirst() {
        context = context("Ada\r\nä\n\nlast");
        call("io.print", str("name?"));
        assertEquals(str("Ada"), call("io.read"));
        assertEquals("name?\n", out.toString(StandardCharsets.UTF_8));
        assertEquals(str("ä"), call("io.input"));
        assertEquals(str(""), call("io.read"));
        assertEquals(str("last"), call("io.read"));
        assertEquals(str(""), call("io.read"));
    }

    @Test
    void aFailingStreamIsAnErrorOfTheCapability() {
        OutputStream full =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("disk full");
                    }
                };
        context = new CapabilityContext(new ByteArrayInputStream(new byte[0]), full, full);
        GuestException failure =
                assertThrows(GuestException.class, () -> call("io.eprint", str("x")));
        assertEquals(ErrorKind.CapabilityError, failure.kind());
        assertEquals("io.eprint: disk full", failure.getMessage());
        call("io.print", str("x"));
        assertEquals(
                "io.print: disk full",
                assertThrows(GuestException.class, context::flush).getMessage());
        // What could not be written is gone, so that the same failure is not reported for ever.
        context.flush();
    }

    @Test
    void benchStepStepsAnInt() {
        assertEquals(8L, call("bench.step", 1L));
        assertEquals(6L, call("bench.step", -1L));
        assertEquals(0L, call("bench.step", 65_529L));
        assertEquals(6L, call("bench.step", Long.MAX_VALUE));
        LongFunction step = assertInstanceOf(LongFunction.class, registry.find("bench.step"));
        assertEquals(8, step.applyLong(1));
        GuestException failure =
                assertThrows(GuestException.class, () -> call("bench.step", str("1")));
        assertEquals(ErrorKind.CapabilityError, failure.kind());
        assertEquals("bench.step: expected int, got str", failure.getMessage());
    }
}
