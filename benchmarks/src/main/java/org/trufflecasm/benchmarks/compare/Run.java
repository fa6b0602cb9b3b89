package org.trufflecasm.benchmarks.compare;

import java.util.List;

/**
 * One process that ran one kernel.
 *
 * @param kernel its name
 * @param engine what ran it
 * @param round from 1
 * @param times milliseconds of each repetition; empty for a kernel that is timed as a process
 * @param wallMillis the whole process
 * @param residentKilobytes the most memory it had; 0 if unknown
 * @param result what it printed besides times: the last line
 * @param failure why there are no figures; null if there are
 */
record Run(
        String kernel,
        String engine,
        int round,
        List<Double> times,
        double wallMillis,
        long residentKilobytes,
        String result,
        String failure) {

    /** How near an iteration must come to the peak to count as warm. */
    private static final double NEAR = 1.1;

    boolean isOk() {
        return failure == null;
    }

    /** Median of the second half, or the whole process. */
    double peakMillis() {
        return times.isEmpty()
                ? wallMillis
                : Numbers.median(times.subList(times.size() / 2, times.size()));
    }

    /** What the process took besides the repetitions. */
    double startUpMillis() {
        return Math.max(0, wallMillis - Numbers.sum(times));
    }

    /** From the start of the process until it comes near the peak and stays there. */
    double warmUpMillis() {
        double limit = NEAR * peakMillis();
        int ready = 0;
        while (ready < times.size() - 1
                && (times.get(ready) > limit
                        || Numbers.median(times.subList(ready, times.size())) > limit)) {
            ready++;
        }
        return startUpMillis() + Numbers.sum(times.subList(0, ready));
    }
}
