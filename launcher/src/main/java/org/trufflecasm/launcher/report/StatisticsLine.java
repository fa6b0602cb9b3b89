package org.trufflecasm.launcher.report;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** The line that {@code --stats} shows after a run. */
public final class StatisticsLine {
    private static final String COMPILER_THREADS = "TruffleCompilerThread";

    private static final List<String> NUMBERS =
            List.of("steps", "stack", "depth", "calls", "objects", "bytes");

    private final long start = System.nanoTime();

    /** Begins to measure the time that the run takes. */
    public StatisticsLine() {}

    /**
     * {@code [steps=N, stack=N, depth=N, calls=N, objects=N, bytes=N, run=N ms, compilation=N ms]}.
     *
     * @param used what the run used, by name
     */
    public String text(ToLongFunction<String> used) {
        List<String> parts = new ArrayList<>();
        for (String number : NUMBERS) {
            parts.add(number + "=" + used.applyAsLong(number));
        }
        parts.add("run=" + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + " ms");
        parts.add("compilation=" + TimeUnit.NANOSECONDS.toMillis(compilerNanos()) + " ms");
        return "[" + String.join(", ", parts) + "]";
    }

    /** Processor time of the threads that compile guest code. */
    private static long compilerNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        if (!threads.isThreadCpuTimeSupported() || !threads.isThreadCpuTimeEnabled()) {
            return 0;
        }
        long sum = 0;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith(COMPILER_THREADS)) {
                sum += Math.max(0, threads.getThreadCpuTime(thread.threadId()));
            }
        }
        return sum;
    }
}
