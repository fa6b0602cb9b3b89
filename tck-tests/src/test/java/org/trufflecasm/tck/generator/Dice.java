package org.trufflecasm.tck.generator;

import java.util.List;
import java.util.SplittableRandom;

/** Decisions, the same for the same seed. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A number from 0 up to, but without, {@code bound}. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** A number from {@code first} to {@code last}. */
    int between(int first, int last) {
        return random.nextInt(first, last + 1);
    }

    /** True with that probability. */
    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T of(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[below(choices.length)];
    }

    /** Any long whose size is at most 2 to the power of {@code bits}; small ones more often. */
    long number(int bits) {
        long number = random.nextLong() >> (63 - below(bits + 1));
        return number == Long.MIN_VALUE ? Long.MAX_VALUE : number;
    }

    /** An index into {@code weights}, in proportion to them. */
    int weighted(int... weights) {
        int sum = 0;
        for (int weight : weights) {
            sum += weight;
        }
        int rest = below(sum);
        int index = 0;
        while (rest >= weights[index]) {
            rest -= weights[index++];
        }
        return index;
    }
}
