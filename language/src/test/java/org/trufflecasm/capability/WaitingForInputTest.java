package org.trufflecasm.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Timer;
import java.util.TimerTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.limits.Deadline;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.CrushSemantics;
import org.trufflecasm.runtime.Registers;

/** {@code io.read} from a pipe into which nobody writes for now. */
@Timeout(60)
final class WaitingForInputTest {
    private final PipedInputStream pipe = new PipedInputStream();
    private final PipedOutputStream writer = new PipedOutputStream();

    WaitingForInputTest() throws IOException {
        pipe.connect(writer);
    }

    private CapabilityContext context(long callMillis, boolean timed) {
        return new CapabilityContext(
                pipe,
                new ByteArrayOutputStream(),
                new ByteArrayOutputStream(),
                new CrushSemantics(new Arena(new Registers())),
                new HostAccess(null, ".", 1, callMillis, timed, false));
    }

    private static String read(CapabilityContext context) {
        return ((CasmString) new IoRead().call(context, new Object[0])).toString();
    }

    private void write(String text) throws IOException {
        writer.write(text.getBytes(StandardCharsets.UTF_8));
        writer.flush();
    }

    @Test
    void theTimeOfTheCallEndsIt() throws IOException {
        CapabilityContext context = context(100, true);
        write("half");
        GuestException late = assertThrows(GuestException.class, () -> read(context));
        assertEquals(ErrorKind.CapabilityTimeout, late.kind());
        // What was read by then is part of the next line.
        write(" a line\nnext\nrest");
        assertEquals("half a line", read(context));
        assertEquals("next", read(context));
        assertEquals('r', context.input().source().read());
    }

    @Test
    void theTimeOfTheRunEndsIt() throws IOException {
        CapabilityContext context = context(HostAccess.DEFAULT_CALL_MILLIS, false);
        Deadline deadline = new Deadline(100);
        context.limitTime(deadline);
        Timer timer = new Timer(true);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        deadline.pass();
                    }
                },
                100);
        GuestException late = assertThrows(GuestException.class, () -> read(context));
        assertEquals(ErrorKind.Timeout, late.kind());
        timer.cancel();
        // The next run finds everything, whoever reads.
        context.limitTime(Deadline.NONE);
        write("one\ntwo\n");
        writer.close();
        assertEquals(
                "one\ntwo\n",
                new String(context.input().source().readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void theDefaultTimeOfACallIsNoLimitForAPerson() throws IOException {
        CapabilityContext context = context(50, false);
        Timer timer = new Timer(true);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        try {
                            write("late\n");
                        } catch (IOException failure) {
                            throw new IllegalStateException(failure);
                        }
                    }
                },
                300);
        assertEquals("late", read(context));
        timer.cancel();
    }
}
