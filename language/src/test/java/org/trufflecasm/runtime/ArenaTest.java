package org.trufflecasm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.graalvm.polyglot.Context;
import org.junit.jupiter.api.Test;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;

/** The account of memory: what counts, when it is counted anew, and when a run ends. */
class ArenaTest {
    private static final long LIMIT = 64 * 1024;

    private final Arena arena = new Arena(new Registers());
    private final List<Object> live = new ArrayList<>();
    private int recounts;

    private void begin(long limit) {
        arena.begin(
                limit,
                visitor -> {
                    recounts++;
                    live.forEach(visitor);
                });
    }

    private static CasmArray arrayOf(int size) {
        return CollectionFunctions.range(
                0, size, new CrushSemantics(new Arena(new Registers())), null);
    }

    private void assertExceeded(Runnable allocation) {
        GuestException failure = assertThrows(GuestException.class, allocation::run);
        assertEquals(ErrorKind.MemoryQuota, failure.kind());
        assertEquals("memory quota exceeded (" + LIMIT + ")", failure.getMessage());
    }

    @Test
    void garbageNeverEndsARunAndIsNotCountedTooOften() {
        begin(LIMIT);
        live.add(arrayOf(3000)); // three quarters of the limit
        for (int i = 0; i < 100_000; i++) {
            arena.allocate(Arena.OBJECT, null);
        }
        // Each recount must be paid for by an eighth of the limit.
        assertTrue(recounts <= 100_000L * Arena.OBJECT / (LIMIT / 8) + 1, "recounts: " + recounts);
        assertTrue(recounts > 10, "recounts: " + recounts);
        assertEquals(100_000, arena.allocatedObjects());
        assertEquals(100_000L * Arena.OBJECT, arena.allocatedBytes());
    }

    @Test
    void whatIsLiveEndsTheRun() {
        begin(LIMIT);
        int made = 0;
        try {
            for (; made < 100; made++) {
                arena.allocate(Arena.OBJECT + 100L * Arena.SLOT, null);
                live.add(arrayOf(100));
            }
        } catch (GuestException full) {
            assertEquals(ErrorKind.MemoryQuota, full.kind());
        }
        long bytes = made * (Arena.OBJECT + 100L * Arena.SLOT);
        assertTrue(bytes > LIMIT / 2 && bytes <= LIMIT * 5 / 4, "ended at " + bytes);
    }

    @Test
    void oneRequestBeyondTheLimitFailsAtOnce() {
        begin(LIMIT);
        assertExceeded(() -> arena.charge(LIMIT + 1, null));
        arena.charge(LIMIT, null);
        assertExceeded(() -> arena.reserve(Long.MAX_VALUE / 2, null));
    }

    @Test
    void whatAnOperationMakesCountsUntilItIsSettled() {
        begin(LIMIT);
        long mark = arena.mark();
        assertExceeded(
                () -> {
                    for (int i = 0; i < 100; i++) {
                        arena.reserve(1024, null);
                    }
                });
        arena.settle(mark);
        arena.reserve(1024, null);
    }

    /** The limit itself may be used up; then an eighth of it and 1 KiB pass between two counts. */
    @Test
    void recountsAtTheByte() {
        long slack = LIMIT / 8 + 1024;
        begin(LIMIT);
        arena.charge(0, null);
        arena.reserve(LIMIT - 1000, null);
        arena.charge(1000, null);
        assertEquals(0, recounts);
        arena.charge(1000, null); // again a thousand, and it fits: the first ones are garbage
        assertEquals(1, recounts);
        arena.charge(slack, null);
        assertEquals(1, recounts);
        assertExceeded(() -> arena.charge(1001, null));
        assertEquals(2, recounts);
        arena.charge(1, null);
        assertEquals(3, recounts);
        assertEquals(LIMIT + 1000 + slack + 1, arena.allocatedBytes());
    }

    /** What counts as live is what one operation has made, or what two have, one in the other. */
    @Test
    void operationsWithinOperations() {
        begin(LIMIT);
        assertEquals(0, arena.mark());
        arena.reserve(1000, null);
        long mark = arena.mark();
        assertEquals(1000, mark);
        arena.reserveObject(100, null);
        arena.charge(10, null);
        arena.hold(10);
        assertEquals(1110, arena.mark());
        assertEquals(1, arena.allocatedObjects());
        assertEquals(1110, arena.allocatedBytes());
        arena.settle(mark);
        assertEquals(1000, arena.mark());
        arena.settle(0);
        arena.charge(LIMIT, null); // the limit at once: nothing else is live
    }

    @Test
    void theEndOfARunEndsItsLimitAndItsBorrows() {
        CasmArray array = arrayOf(1);
        begin(LIMIT);
        assertTrue(arena.isLimited());
        arena.reserve(1000, null);
        arena.borrows().borrow(array, RuntimeTesting.CRUSH, null);
        arena.end();
        assertFalse(arena.isLimited());
        assertEquals(0, arena.mark());
        assertEquals(0, array.borrowWord());
        arena.charge(2 * LIMIT, null);
        assertEquals(0, recounts);
    }

    /** A long operation ends when its context is closed, however little it does at a time. */
    @Test
    void workIsInterrupted() throws InterruptedException {
        Context context = Context.create("casm");
        context.enter();
        Thread closing = Thread.ofPlatform().start(() -> context.close(true));
        try {
            assertThrows(Throwable.class, this::workForSeconds);
        } finally {
            context.leave();
            closing.join();
        }
    }

    private void workForSeconds() {
        for (int i = 0; i < 100_000; i++) {
            arena.work(1000, null);
            LockSupport.parkNanos(10_000);
        }
    }

    @Test
    void sharedAndCyclicObjectsCountOnce() {
        begin(LIMIT);
        CasmArray shared = arrayOf(3500);
        CasmArray cycle = new CasmArray(ArrayKind.ARRAY);
        CasmMap map = CasmMap.create(null);
        for (int i = 0; i < 50; i++) {
            cycle.push(shared);
        }
        cycle.push(cycle);
        cycle.push(map);
        map.put(CasmString.of("me"), map);
        map.put(CasmString.of("all"), cycle);
        live.add(cycle);
        live.add(new Object[] {cycle, map, null, 1L});
        arena.charge(LIMIT, null); // forces no recount yet
        arena.charge(1, null);
        assertEquals(1, recounts);
    }

    @Test
    void buffersOfStringsCountOnce() {
        CasmString text = CasmString.of("x".repeat(20_000));
        for (int i = 0; i < 100; i++) {
            text = text.concat(CasmString.of("y"));
            live.add(text);
        }
        begin(LIMIT);
        arena.charge(LIMIT, null);
        arena.charge(1, null);
        assertEquals(1, recounts);
    }

    @Test
    void withoutALimitOnlyTheImpossibleIsRefused() {
        begin(Long.MAX_VALUE);
        // A place takes four bytes at least, and counts as sixteen.
        long most = Runtime.getRuntime().maxMemory() / Integer.BYTES * Arena.SLOT;
        arena.reserve(most, null);
        for (long more : new long[] {most + Arena.SLOT, 1L << 60}) {
            GuestException failure =
                    assertThrows(GuestException.class, () -> arena.reserve(more, null));
            assertEquals("memory quota exceeded", failure.getMessage());
        }
        arena.reserveObject(100, null);
        assertEquals(most + 100, arena.allocatedBytes());
        assertEquals(1, arena.allocatedObjects());
        assertEquals(0, arena.mark());
        arena.hold(10);
        assertEquals(0, arena.mark());
        assertEquals(0, recounts);
    }

    @Test
    void aSearchIsLinearWhereverTextRepeatsItself() {
        int half = 1 << 18;
        CasmString text = CasmString.of("a".repeat(2 * half));
        CasmString part = CasmString.of("a".repeat(half) + "b");
        assertEquals(-1, text.indexOf(part, 0));
        CasmString both = text.concat(part);
        assertEquals(2 * half, both.indexOf(part, 0), "the only place");
        assertEquals(0, both.indexOf(CasmString.of("a".repeat(half)), 0));
        assertEquals(5, CasmString.of("aaaaaaab").indexOf(CasmString.of("aab"), 0));
    }
}
