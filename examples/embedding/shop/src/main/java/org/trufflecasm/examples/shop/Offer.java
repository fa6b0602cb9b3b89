package org.trufflecasm.examples.shop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.trufflecasm.capability.spi.CapabilityException;
import org.trufflecasm.embed.Capsule;
import org.trufflecasm.embed.CapsuleRun;
import org.trufflecasm.embed.CasmEngine;

/**
 * An offer: a capsule that computes what a cart costs. It knows prices only by the capability
 * {@code shop.price}, and may neither run for long nor use much. Safe to share between threads:
 * each computation has a run of its own.
 */
public final class Offer {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MEMORY = 1 << 20;

    private final Capsule capsule;
    private final Map<String, Long> prices;
    private final OutputStream printed;

    /**
     * An offer.
     *
     * @param engine loads the capsule
     * @param prices in cents, by article
     * @param printed where the capsule prints to
     * @throws IOException if the capsule cannot be read
     */
    public Offer(CasmEngine engine, Map<String, Long> prices, OutputStream printed)
            throws IOException {
        try (InputStream file = Offer.class.getResourceAsStream("offer.casm")) {
            this.capsule = engine.load("offer.casm", file.readAllBytes());
        }
        this.prices = Map.copyOf(prices);
        this.printed = printed;
    }

    /**
     * Prepares a run: what every offer may do and use.
     *
     * @return to be opened
     */
    public CapsuleRun.Builder newRun() {
        return capsule.newRun()
                .grant("shop.price")
                .provide("shop.price", 1, (call, arguments) -> price(arguments[0]))
                .timeout(PATIENCE)
                .maxMemory(MEMORY)
                .metered()
                .output(printed);
    }

    private Long price(Object article) throws CapabilityException {
        Long price = prices.get(String.valueOf(article));
        if (price == null) {
            throw new CapabilityException("nobody sells '" + article + "'");
        }
        return price;
    }

    /**
     * What a cart costs.
     *
     * @param cart articles
     * @return cents
     */
    public long total(List<String> cart) {
        try (CapsuleRun run = newRun().open()) {
            return run.execute(cart).asLong();
        }
    }
}
