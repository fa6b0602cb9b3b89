package org.trufflecasm.benchmarks.compare;

import java.util.List;

/** Small statistics. */
final class Numbers {
    private Numbers() {}

    /** The middle one, or the mean of the two in the middle; of at least one number. */
    static double median(List<Double> numbers) {
        List<Double> sorted = numbers.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    static double sum(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The greatest divided by the least; 1 for one number. */
    static double spread(List<Double> numbers) {
        double least = numbers.stream().mapToDouble(Double::doubleValue).min().orElse(1);
        double most = numbers.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        return most / least;
    }

    /** Of at least one positive number. */
    static double geometricMean(List<Double> numbers) {
        return Math.exp(
                numbers.stream().mapToDouble(number -> Math.log(number)).average().orElse(0));
    }
}
