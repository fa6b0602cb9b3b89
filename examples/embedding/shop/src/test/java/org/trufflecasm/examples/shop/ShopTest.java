package org.trufflecasm.examples.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.trufflecasm.embed.CapsuleRun;
import org.trufflecasm.embed.CasmEngine;
import org.trufflecasm.embed.CasmException;
import org.trufflecasm.embed.FailureKind;
import org.trufflecasm.embed.RunResult;

@Timeout(60)
class ShopTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private CasmEngine engine;
    private Offer offer;

    @BeforeEach
    void open() throws Exception {
        engine = CasmEngine.create();
        offer = new Offer(engine, Map.of("tea", 350L, "pot", 2000L), printed);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aSmallCartCostsItsPrices() {
        assertEquals(700, offer.total(List.of("tea", "tea")));
        assertEquals(0, offer.total(List.of()));
        assertEquals("", printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aLargeCartIsReduced() {
        assertEquals(2115, offer.total(List.of("tea", "pot")));
        assertEquals("10 % off\n", printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void anUnknownArticleIsAFailureWithItsLine() {
        CasmException failure =
                assertThrows(CasmException.class, () -> offer.total(List.of("tea", "cat")));
        assertEquals(FailureKind.CapabilityError, failure.kind());
        assertEquals("shop.price: nobody sells 'cat'", failure.getMessage());
        assertEquals("main (offer.rules:4:21)", failure.trace().getFirst().toString());
    }

    @Test
    void whatIsNotGrantedIsDenied() {
        try (CapsuleRun run = offer.newRun().deny("shop.*").open()) {
            CasmException denied =
                    assertThrows(CasmException.class, () -> run.execute(List.of("tea")));
            assertEquals(FailureKind.CapabilityDenied, denied.kind());
        }
    }

    @Test
    void anOfferThatDoesNotEndIsEnded() throws Exception {
        try (CapsuleRun run = offer.newRun().maxSteps(1000).open()) {
            CasmException over = assertThrows(CasmException.class, () -> run.call("count"));
            assertEquals(FailureKind.StepQuota, over.kind());
            assertEquals(1000, run.usage().steps());
        }
        try (CapsuleRun run = offer.newRun().open()) {
            CompletableFuture<RunResult> result =
                    CompletableFuture.supplyAsync(() -> run.call("count"));
            run.cancel();
            Throwable failure =
                    assertThrows(ExecutionException.class, () -> result.get(10, TimeUnit.SECONDS));
            while (failure instanceof ExecutionException
                    || failure instanceof CompletionException) {
                failure = failure.getCause();
            }
            assertEquals(FailureKind.Cancelled, ((CasmException) failure).kind());
        }
    }

    @Test
    void theProgramPrintsWhatItsPageShows() throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(all, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            Shop.main(new String[0]);
        } finally {
            System.setOut(before);
        }
        assertEquals(
                """
                tea and cup: 849
                10 % off
                tea and pot: 2115
                10 % off
                reduced: 900 in 13 steps
                error[CapabilityError]: shop.price: nobody sells 'cat'
                  at main (offer.rules:4:21)
                StepQuota: instruction quota exceeded (100000)
                Cancelled: the run was cancelled
                """,
                all.toString(StandardCharsets.UTF_8));
    }
}
