package org.trufflecasm.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class GuestThreadTest {

    private static int depth(int frames) {
        return frames == 0 ? 0 : 1 + depth(frames - 1);
    }

    @Test
    void givesTheResultAndHasALargeStack() throws Exception {
        assertEquals(200_000, GuestThread.call(() -> depth(200_000)));
        assertEquals(GuestThread.NAME, GuestThread.call(() -> Thread.currentThread().getName()));
    }

    @Test
    void failuresComeThrough() {
        assertThrows(
                IOException.class,
                () ->
                        GuestThread.call(
                                () -> {
                                    throw new IOException("x");
                                }));
        assertThrows(
                AssertionError.class,
                () ->
                        GuestThread.call(
                                () -> {
                                    throw new AssertionError("x");
                                }));
    }

    @Test
    @Timeout(10)
    void anInterruptReachesTheGuest() throws InterruptedException {
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread waiting =
                new Thread(
                        () ->
                                assertThrows(
                                        InterruptedException.class,
                                        () ->
                                                GuestThread.call(
                                                        () -> {
                                                            try {
                                                                Thread.sleep(60_000);
                                                            } catch (
                                                                    InterruptedException expected) {
                                                                interrupted.set(true);
                                                            }
                                                            return null;
                                                        })));
        waiting.start();
        waiting.interrupt();
        waiting.join();
        while (!interrupted.get()) {
            Thread.onSpinWait();
        }
        assertTrue(interrupted.get());
    }
}
