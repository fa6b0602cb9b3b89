package org.trufflecasm.launcher.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.graalvm.polyglot.Value;
import org.trufflecasm.launcher.Console;
import org.trufflecasm.launcher.report.Diagnostic;
import org.trufflecasm.launcher.report.Progress;
import org.trufflecasm.launcher.report.Trace;

/**
 * Runs the entry of one capsule again and again, takes the time of each run, and demands that all
 * print and give the same. Used by one thread, once.
 */
public final class RepeatedRuns {
    /**
     * How many times as long as the shortest the longest run of the second half may take before the
     * figures are called doubtful.
     */
    public static final double DOUBTFUL_SPREAD = 1.5;

    /** Fewer runs have no second half to speak of. */
    private static final int FEWEST = 4;

    private final Console console;
    private final Progress progress;
    private final OutputDigest printed;
    private final List<Double> times = new ArrayList<>();
    private Result first;

    /** What a run did, but for the time it took. */
    private record Result(OutputDigest.Summary printed, String type, String text) {
        String describe() {
            return "printed " + printed.bytes() + " bytes and gave " + type;
        }
    }

    /** Told of each run that did what the first one did. */
    @FunctionalInterface
    public interface Listener {
        /** Run {@code number}, from 1, took so many milliseconds. */
        void ran(long number, double millis);
    }

    /**
     * @param console where capsules print, and where the progress is shown
     */
    public RepeatedRuns(Console console) {
        this.console = console;
        this.progress = new Progress(console.errIsTerminal() ? console.err() : null);
        this.printed = new OutputDigest(console.out(), progress::clear);
    }

    /** The streams for the context that the capsule runs in. */
    public Console streams() {
        return new Console(console.in(), printed, console.err());
    }

    /**
     * Runs.
     *
     * @param loaded what {@link CapsuleSession#load} gave
     * @param repeat how often
     * @return what went wrong, or null
     */
    public Diagnostic run(
            CapsuleSession session, RunOutcome loaded, long repeat, Listener listener) {
        RunOutcome outcome = loaded;
        for (long i = 1; i <= repeat && outcome instanceof RunOutcome.Completed; i++) {
            progress.show(progressLine(i, repeat));
            Value target = ((RunOutcome.Completed) loaded).value();
            long start = System.nanoTime();
            outcome = session.run(target);
            flush();
            double millis = (System.nanoTime() - start) / 1e6;
            progress.clear();
            if (outcome instanceof RunOutcome.Completed(Value value)) {
                Result result =
                        new Result(printed.take(), session.typeOf(value), session.text(value));
                first = first == null ? result : first;
                if (!result.equals(first)) {
                    return differs(i, result);
                }
                times.add(millis);
                listener.ran(i, millis);
            }
        }
        return switch (outcome) {
            case RunOutcome.Completed completed -> null;
            case RunOutcome.Failed(Diagnostic diagnostic) -> diagnostic;
            case RunOutcome.Exited(int status) ->
                    failure(
                            "CapabilityError",
                            "sys.exit: the capsule ended the process with the status "
                                    + status
                                    + ", so it cannot be measured",
                            null);
            case RunOutcome.Cancelled cancelled ->
                    throw new IllegalStateException("the run was cancelled");
        };
    }

    private String progressLine(long number, long repeat) {
        String line = "run " + number + " of " + repeat;
        return times.isEmpty()
                ? line
                : line
                        + String.format(
                                Locale.ROOT,
                                ", the last took %.1f ms, the fastest %.1f ms",
                                times.getLast(),
                                times.stream().mapToDouble(Double::doubleValue).min().orElse(0));
    }

    private Diagnostic differs(long number, Result result) {
        String how =
                result.describe().equals(first.describe())
                        ? "something else than run 1, of the same size and type"
                        : result.describe() + ", run 1 " + first.describe();
        return failure(
                "ResultsDiffer",
                "run "
                        + number
                        + " "
                        + (how.startsWith("printed") ? "" : "gave ")
                        + how
                        + ", so the runs did not do the same work and their times say nothing",
                "a capsule that is measured must not depend on the clock, on random numbers or on"
                        + " earlier runs; --deterministic helps with the first two");
    }

    private static Diagnostic failure(String kind, String message, String hint) {
        return new Diagnostic(Diagnostic.Code.RUN, kind, message, null, Trace.NONE, hint);
    }

    /** What makes the figures doubtful, as a sentence; null if nothing does. */
    public String doubt() {
        if (times.size() < FEWEST) {
            return null;
        }
        List<Double> half = times.subList(times.size() / 2, times.size());
        double least = half.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double most = half.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        return most <= DOUBTFUL_SPREAD * least
                ? null
                : String.format(
                        Locale.ROOT,
                        "the runs from %d on took between %.3f and %.3f ms, which differ by more"
                                + " than the factor %.1f: the machine was busy, or the program had"
                                + " not settled; repeat more often, on an idle machine",
                        times.size() / 2 + 1,
                        least,
                        most,
                        DOUBTFUL_SPREAD);
    }

    private void flush() {
        try {
            console.out().flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
