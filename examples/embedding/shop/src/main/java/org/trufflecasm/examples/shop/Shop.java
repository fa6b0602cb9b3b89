package org.trufflecasm.examples.shop;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import org.trufflecasm.embed.CapsuleRun;
import org.trufflecasm.embed.CasmEngine;
import org.trufflecasm.embed.CasmException;

/** Shows what a Java program does with capsules. */
public final class Shop {
    private static final Map<String, Long> PRICES = Map.of("tea", 350L, "cup", 499L, "pot", 2000L);

    private Shop() {}

    /**
     * Runs an offer in several ways, and prints what happens.
     *
     * @param arguments none
     * @throws IOException if the offer cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        try (CasmEngine engine = CasmEngine.create()) {
            Offer offer = new Offer(engine, PRICES, System.out);
            pay(offer);
            callAFunction(offer);
            fail(offer);
            exceedALimit(offer);
            cancel(offer);
        }
    }

    /** Load, grant, implement a capability, pass arguments. */
    private static void pay(Offer offer) {
        System.out.println("tea and cup: " + offer.total(List.of("tea", "cup")));
        System.out.println("tea and pot: " + offer.total(List.of("tea", "pot")));
    }

    /** A function of the capsule, and what its execution has used. */
    private static void callAFunction(Offer offer) {
        try (CapsuleRun run = offer.newRun().open()) {
            long cents = run.call("reduced", 1000).asLong();
            System.out.println("reduced: " + cents + " in " + run.usage().steps() + " steps");
        }
    }

    /** Catch. */
    private static void fail(Offer offer) {
        try {
            System.out.println(offer.total(List.of("cat")));
        } catch (CasmException failure) {
            System.out.println(failure.report());
        }
    }

    /** Limit. */
    private static void exceedALimit(Offer offer) {
        try (CapsuleRun run = offer.newRun().maxSteps(100_000).open()) {
            System.out.println(run.call("count").text());
        } catch (CasmException failure) {
            System.out.println(failure.kind() + ": " + failure.getMessage());
        }
    }

    /** Cancel, from another thread. */
    private static void cancel(Offer offer) {
        Timer timer = new Timer(true);
        try (CapsuleRun run = offer.newRun().open()) {
            timer.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            run.cancel();
                        }
                    },
                    100);
            System.out.println(run.call("count").text());
        } catch (CasmException failure) {
            System.out.println(failure.kind() + ": " + failure.getMessage());
        } finally {
            timer.cancel();
        }
    }
}
