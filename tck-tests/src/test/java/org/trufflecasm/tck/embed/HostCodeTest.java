package org.trufflecasm.tck.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.trufflecasm.capability.spi.Capability;
import org.trufflecasm.capability.spi.CapabilityCall;
import org.trufflecasm.capability.spi.GuestFunction;
import org.trufflecasm.capability.spi.GuestSequence;
import org.trufflecasm.embed.CapabilityBody;
import org.trufflecasm.embed.Capsule;
import org.trufflecasm.embed.CapsuleRun;
import org.trufflecasm.embed.CasmEngine;
import org.trufflecasm.embed.CasmException;
import org.trufflecasm.embed.FailureKind;
import org.trufflecasm.embed.RunResult;

/** What the host's own code may do wrong, or to a capsule, and from which thread. */
@Timeout(120)
class HostCodeTest {
    /** {@code main} hands a function and an array to the host, and gives what the host gives. */
    private static final String CAPSULE =
            """
            {"version": "1.0", "manifest": {"permissions": ["host.*", "io.print"]}, "functions": {
              "main": {"body": [
                {"op": "push_fn", "function": "double"},
                {"op": "push_int", "value": 1}, {"op": "push_int", "value": 2},
                {"op": "new_array", "count": 2}, {"op": "store", "name": "a"},
                {"op": "load", "name": "a"},
                {"op": "cap_call", "name": "host.f", "argc": 2}, {"op": "ret"}]},
              "double": {"params": ["x"], "body": [
                {"op": "load", "name": "x"}, {"op": "push_int", "value": 2}, {"op": "mul"},
                {"op": "ret"}]},
              "guarded": {"body": [
                {"op": "enter_try", "target": 6},
                {"op": "push_null"}, {"op": "push_null"},
                {"op": "cap_call", "name": "host.f", "argc": 2},
                {"op": "exit_try"}, {"op": "ret"},
                {"op": "ret"}]},
              "grow": {"params": ["a"], "body": [
                {"op": "load", "name": "a"}, {"op": "push_int", "value": 3}, {"op": "arr_push"},
                {"op": "ret"}]},
              "handing": {"body": [
                {"op": "push_fn", "function": "grow"},
                {"op": "push_int", "value": 1}, {"op": "new_array", "count": 1},
                {"op": "cap_call", "name": "host.f", "argc": 2}, {"op": "ret"}]},
              "function": {"body": [{"op": "push_fn", "function": "double"}, {"op": "ret"}]},
              "same": {"params": ["x"], "body": [{"op": "load", "name": "x"}, {"op": "ret"}]},
              "endless": {"body": [{"op": "jmp", "target": 0}]},
              "again": {"body": [
                {"op": "push_null"}, {"op": "push_null"},
                {"op": "cap_call", "name": "host.f", "argc": 2}, {"op": "jmp", "target": 0}]}
            }}""";

    private static CasmEngine engine;
    private static Capsule capsule;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeAll
    static void open() {
        engine = CasmEngine.create();
        capsule = engine.load("host.casm", CAPSULE);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @AfterEach
    void endThreads() throws InterruptedException {
        threads.shutdownNow();
        assertTrue(threads.awaitTermination(1, TimeUnit.MINUTES));
    }

    private static CapsuleRun.Builder with(CapabilityBody body) {
        return capsule.newRun().grant("host.*").provide("host.f", 2, body);
    }

    private static CapsuleRun open(CapabilityBody body) {
        return with(body).open();
    }

    private static CasmException failure(Callable<?> work) {
        return assertThrows(CasmException.class, work::call);
    }

    /** Live references instead of copies. */
    private record Live(CapabilityBody body) implements Capability {
        @Override
        public String name() {
            return "host.f";
        }

        @Override
        public int arity() {
            return 2;
        }

        @Override
        public boolean returnsValue() {
            return true;
        }

        @Override
        public boolean takesReferences() {
            return true;
        }

        @Override
        public Object call(CapabilityCall call, Object[] arguments) {
            try {
                return body.call(call, arguments);
            } catch (RuntimeException failure) {
                throw failure;
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    @Test
    void aCapabilityCallsBack() {
        try (CapsuleRun run = open((call, a) -> ((GuestFunction) a[0]).call(21))) {
            assertEquals(42, run.execute().asLong());
        }
        // What it calls counts against the limits of the run: 4 instructions each time.
        try (CapsuleRun run =
                with((call, a) -> {
                            while (true) {
                                Object unused = ((GuestFunction) a[0]).call(21);
                            }
                        })
                        .maxSteps(10_000)
                        .open()) {
            assertEquals(FailureKind.StepQuota, failure(run::execute).kind());
            assertEquals(10_000, run.usage().steps());
        }
    }

    @Test
    void aFatalFailureOfACallBackEndsTheRunThoughItIsCaught() {
        AtomicInteger caught = new AtomicInteger();
        try (CapsuleRun run =
                with((call, a) -> {
                            try {
                                return ((GuestFunction) a[0]).call(1, 2, 3);
                            } catch (RuntimeException failure) {
                                caught.incrementAndGet();
                                return "caught";
                            }
                        })
                        .open()) {
            // A wrong number of arguments is a failure that a handler may catch.
            assertEquals("caught", run.execute().asString());
            assertEquals(1, caught.get());
        }
        try (CapsuleRun run =
                with((call, a) -> {
                            while (caught.get() < 1_000_000) {
                                try {
                                    Object unused = ((GuestFunction) a[0]).call(21);
                                } catch (RuntimeException failure) {
                                    return "caught";
                                }
                            }
                            return "not reached";
                        })
                        .maxSteps(10_000)
                        .open()) {
            assertEquals(FailureKind.StepQuota, failure(run::execute).kind());
        }
    }

    @Test
    void aCapabilityThatUsesTheRunIsPartOfIt() {
        AtomicReference<CapsuleRun> self = new AtomicReference<>();
        try (CapsuleRun run =
                with((call, a) -> self.get().call("double", 21).toJava())
                        .maxSteps(1000)
                        .metered()
                        .open()) {
            self.set(run);
            assertEquals(42, run.execute().asLong());
            assertEquals(8 + 4, run.usage().steps());
        }
        // Endless recursion through the host ends like any other.
        try (CapsuleRun run = with((call, a) -> self.get().execute().toJava()).open()) {
            self.set(run);
            assertEquals(FailureKind.CallDepthQuota, failure(run::execute).kind());
        }
        try (CapsuleRun run =
                with((call, a) -> {
                            self.get().close();
                            return null;
                        })
                        .open()) {
            self.set(run);
            CasmException refused = failure(run::execute);
            assertEquals(FailureKind.CapabilityError, refused.kind());
            assertTrue(refused.getMessage().contains("cancel it first"), refused.getMessage());
        }
    }

    @Test
    void aFailureOfALambdaIsACapabilityError() {
        for (Exception thrown :
                List.of(new IOException("no disk"), new IllegalStateException("no disk"))) {
            try (CapsuleRun run =
                    open(
                            (call, a) -> {
                                throw thrown;
                            })) {
                CasmException failure = failure(run::execute);
                assertEquals(FailureKind.CapabilityError, failure.kind());
                assertEquals("host.f: no disk", failure.getMessage());
                assertEquals("main", failure.trace().getFirst().function());
                // The capsule may handle it.
                assertTrue(run.call("guarded").text().contains("no disk"));
            }
        }
        try (CapsuleRun run =
                open(
                        (call, a) -> {
                            throw new StackOverflowError();
                        })) {
            assertEquals(FailureKind.CallDepthQuota, failure(run::execute).kind());
        }
    }

    @Test
    void aCapabilityThatBlocksIsEnded() {
        CapabilityBody blocking =
                (call, a) -> {
                    new CountDownLatch(1).await();
                    return null;
                };
        try (CapsuleRun run = with(blocking).capabilityTimeout(Duration.ofMillis(100)).open()) {
            assertEquals(FailureKind.CapabilityTimeout, failure(run::execute).kind());
        }
        try (CapsuleRun run = with(blocking).timeout(Duration.ofMillis(100)).open()) {
            assertEquals(FailureKind.Timeout, failure(run::execute).kind());
        }
        // One that takes no interruption asks.
        try (CapsuleRun run =
                with((call, a) -> {
                            while (!call.isCancelled()) {
                                Thread.onSpinWait();
                            }
                            return null;
                        })
                        .timeout(Duration.ofMillis(100))
                        .open()) {
            assertEquals(FailureKind.Timeout, failure(run::execute).kind());
        }
    }

    @Test
    void aLeakedArgumentIsInvalid() {
        List<Object> leaked = new ArrayList<>();
        CapabilityBody leaking =
                (call, a) -> {
                    leaked.addAll(List.of(a));
                    return null;
                };
        try (CapsuleRun run = open(leaking)) {
            assertNull(run.execute().toJava());
            GuestFunction function = (GuestFunction) leaked.getFirst();
            RuntimeException failure = assertThrows(RuntimeException.class, () -> function.call(1));
            assertEquals(
                    "InvalidReference: the call it was given to has returned",
                    failure.getMessage());
            // A copy lives on.
            assertEquals(List.of(1L, 2L), leaked.get(1));
        }
        leaked.clear();
        try (CapsuleRun run = capsule.newRun().grant("host.*").provide(new Live(leaking)).open()) {
            assertNull(run.execute().toJava());
            GuestSequence array = (GuestSequence) leaked.get(1);
            assertThrows(RuntimeException.class, array::size);
        }
        // Nor does another run take it, and that ends that run.
        try (CapsuleRun run =
                capsule.newRun()
                        .grant("host.*")
                        .provide(new Live((call, a) -> leaked.get(1)))
                        .open()) {
            assertEquals(FailureKind.InvalidReference, failure(run::execute).kind());
        }
    }

    @Test
    void whatIsPassedIsBorrowedWhileTheCallRuns() {
        // The call-back appends to the array that the capability was called with.
        try (CapsuleRun run =
                capsule.newRun()
                        .grant("host.*")
                        .provide(new Live((call, a) -> ((GuestFunction) a[0]).call(a[1])))
                        .open()) {
            CasmException failure = failure(() -> run.call("handing"));
            assertEquals(FailureKind.BorrowError, failure.kind());
            assertEquals(
                    "BorrowError: cannot change what is borrowed by 1 reader",
                    failure.getMessage());
        }
    }

    @Test
    void anyObjectOfTheHostIsOpaqueAndComesBack() {
        Object secret = new Object();
        try (CapsuleRun run = open((call, a) -> secret)) {
            assertSame(secret, run.execute().toJava());
            assertEquals("foreign", run.execute().type());
            assertSame(secret, run.call("guarded").toJava());
        }
    }

    @Test
    void cancellationEndsWhatRuns() throws Exception {
        for (String endless : List.of("endless", "again")) {
            CountDownLatch begun = new CountDownLatch(endless.equals("again") ? 1000 : 0);
            try (CapsuleRun run =
                    open(
                            (call, a) -> {
                                begun.countDown();
                                return null;
                            })) {
                Future<RunResult> result = threads.submit(() -> run.call(endless));
                assertTrue(begun.await(1, TimeUnit.MINUTES));
                Thread.sleep(50);
                assertFalse(result.isDone());
                run.cancel();
                assertEquals(FailureKind.Cancelled, kindOf(result));
                assertEquals(FailureKind.Cancelled, failure(run::execute).kind());
                run.cancel();
            }
        }
    }

    @Test
    void cancellationInterruptsACapabilityThatWaits() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        try (CapsuleRun run =
                open(
                        (call, a) -> {
                            begun.countDown();
                            new CountDownLatch(1).await();
                            return null;
                        })) {
            Future<RunResult> result = threads.submit(() -> run.execute());
            assertTrue(begun.await(1, TimeUnit.MINUTES));
            run.cancel();
            assertEquals(FailureKind.Cancelled, kindOf(result));
        }
        // Before anything runs, and by a capability of the run itself.
        try (CapsuleRun run = open((call, a) -> null)) {
            run.cancel();
            assertEquals(FailureKind.Cancelled, failure(run::execute).kind());
        }
        AtomicReference<CapsuleRun> self = new AtomicReference<>();
        try (CapsuleRun run =
                open(
                        (call, a) -> {
                            self.get().cancel();
                            return null;
                        })) {
            self.set(run);
            assertEquals(FailureKind.Cancelled, failure(() -> run.call("again")).kind());
        }
    }

    private static FailureKind kindOf(Future<RunResult> result) throws Exception {
        ExecutionException failure =
                assertThrows(ExecutionException.class, () -> result.get(1, TimeUnit.MINUTES));
        return ((CasmException) failure.getCause()).kind();
    }

    @Test
    void aSecondThreadIsRefusedWhileAnotherUsesTheRun() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (CapsuleRun run =
                open(
                        (call, a) -> {
                            begun.countDown();
                            end.await();
                            return 1;
                        })) {
            Future<RunResult> result = threads.submit(() -> run.execute());
            assertTrue(begun.await(1, TimeUnit.MINUTES));
            IllegalStateException refused = assertThrows(IllegalStateException.class, run::execute);
            assertTrue(
                    refused.getMessage().contains("only one thread at a time"),
                    refused.getMessage());
            assertThrows(IllegalStateException.class, run::close);
            end.countDown();
            assertEquals(1, result.get(1, TimeUnit.MINUTES).asLong());
            // One after the other, any thread may.
            assertEquals(42, run.call("double", 21).asLong());
        }
    }

    @Test
    void manyRunsOfOneCapsuleRunAtOnce() throws Exception {
        List<Future<Long>> results = new ArrayList<>();
        for (long i = 0; i < 64; i++) {
            long number = i;
            results.add(
                    threads.submit(
                            () -> {
                                try (CapsuleRun run =
                                        with((call, a) -> ((GuestFunction) a[0]).call(number))
                                                .maxSteps(1000)
                                                .open()) {
                                    return run.execute().asLong();
                                }
                            }));
        }
        for (int i = 0; i < results.size(); i++) {
            assertEquals(2L * i, results.get(i).get(1, TimeUnit.MINUTES));
        }
    }

    @Test
    void whatAClosedRunHasGivenIsNotUsedAnyMore() {
        RunResult array;
        RunResult number;
        GuestFunction function;
        CapsuleRun run = open((call, a) -> a[1]);
        try (run) {
            array = run.execute();
            number = run.call("double", 2);
            function = run.call("same", run.call("function").asFunction()).asFunction();
            assertEquals(List.of(1L, 2L), array.asList());
        }
        assertTrue(run.usage().time().isPositive());
        assertEquals(4, number.asLong());
        assertThrows(IllegalStateException.class, array::asList);
        assertThrows(IllegalStateException.class, array::text);
        assertThrows(IllegalStateException.class, () -> function.call(1));
        assertThrows(IllegalStateException.class, run::execute);
        run.close();
        // Nor by another run: a function belongs to its own.
        try (CapsuleRun other = open((call, a) -> function)) {
            RunResult taken = other.execute();
            assertSame(function, taken.toJava());
            assertEquals("foreign", taken.type());
        }
    }

    @Test
    void whatIsRevokedIsDenied() {
        AtomicReference<CapsuleRun> self = new AtomicReference<>();
        AtomicInteger calls = new AtomicInteger();
        try (CapsuleRun run =
                open(
                        (call, a) -> {
                            if (calls.incrementAndGet() == 5000) {
                                self.get().revoke("host.f");
                            }
                            return null;
                        })) {
            self.set(run);
            assertEquals(FailureKind.CapabilityDenied, failure(() -> run.call("again")).kind());
            assertEquals(5000, calls.get());
        }
    }
}
