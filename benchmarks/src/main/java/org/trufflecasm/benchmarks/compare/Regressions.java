package org.trufflecasm.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What became slower since an earlier comparison, beyond what its rounds and ours differ by. */
final class Regressions {
    /** Differences below this are nothing, however well the rounds agree. */
    private static final double NOISE = 1.05;

    /** Peers on whose times ours are measured, if both comparisons have them. */
    private static final String YARDSTICK = "java";

    private Regressions() {}

    /**
     * Sentences, one for each kernel that is slower; empty if none is.
     *
     * @param earlier what to compare with
     * @param now the newer figures
     */
    static List<String> of(Comparison earlier, Comparison now) {
        List<String> slower = new ArrayList<>();
        for (String kernel : now.kernels()) {
            boolean relative =
                    earlier.ratio(kernel, YARDSTICK).isPresent()
                            && now.ratio(kernel, YARDSTICK).isPresent();
            OptionalDouble old = figure(earlier, kernel, relative);
            OptionalDouble recent = figure(now, kernel, relative);
            if (old.isEmpty() || recent.isEmpty()) {
                continue;
            }
            double noise = Math.max(noise(earlier, kernel, relative), noise(now, kernel, relative));
            double factor = recent.getAsDouble() / old.getAsDouble();
            if (factor > noise) {
                slower.add(
                        String.format(
                                Locale.ROOT,
                                "%s: %.2f times as slow as before (%.3f, before %.3f%s; noise up to"
                                        + " %.2f)",
                                kernel,
                                factor,
                                recent.getAsDouble(),
                                old.getAsDouble(),
                                relative ? " of Java's time" : " ms",
                                noise));
            }
        }
        return slower;
    }

    private static OptionalDouble figure(Comparison from, String kernel, boolean relative) {
        return relative
                ? from.ratio(kernel, YARDSTICK)
                : from.median(kernel, Comparison.OURS, Run::peakMillis);
    }

    private static double noise(Comparison from, String kernel, boolean relative) {
        double spread = from.spread(kernel, Comparison.OURS);
        return Math.max(NOISE, relative ? spread * from.spread(kernel, YARDSTICK) : spread);
    }
}
