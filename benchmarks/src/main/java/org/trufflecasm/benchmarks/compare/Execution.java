package org.trufflecasm.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trufflecasm.benchmarks.Kernel;

/** Runs one process to its end and reads its figures. */
final class Execution {
    private static final Pattern LINE = Pattern.compile("@bench iter=\\d+ ms=([0-9.]+)\\s*");
    private static final Pattern RESIDENT = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final int LOOK_MILLIS = 3;
    private static final int SHOWN = 200;

    private Execution() {}

    /**
     * Runs.
     *
     * @param command the process
     * @param folder where what it prints is kept for the moment
     * @param timeoutSeconds after which it is ended
     */
    static Run run(
            Kernel kernel,
            String engine,
            int round,
            List<String> command,
            Path folder,
            int timeoutSeconds)
            throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        long start = System.nanoTime();
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        process.getOutputStream().close();
        long resident = 0;
        long limit = start + TimeUnit.SECONDS.toNanos(timeoutSeconds);
        while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            resident = Math.max(resident, resident(process.pid()));
            if (System.nanoTime() > limit) {
                process.destroyForcibly().waitFor();
                return failed(kernel, engine, round, "it took more than " + timeoutSeconds + " s");
            }
        }
        double wall = (System.nanoTime() - start) / 1e6;
        if (process.exitValue() != 0) {
            String said = Files.readString(err, StandardCharsets.UTF_8).strip();
            return failed(
                    kernel,
                    engine,
                    round,
                    said.isEmpty()
                            ? "exit status " + process.exitValue()
                            : said.substring(0, Math.min(SHOWN, said.length())));
        }
        return read(kernel, engine, round, Files.readAllLines(out), wall, resident);
    }

    private static Run read(
            Kernel kernel,
            String engine,
            int round,
            List<String> lines,
            double wall,
            long resident) {
        List<Double> times = new ArrayList<>();
        Set<String> results = new LinkedHashSet<>();
        String mark = kernel == Kernel.HELLO ? "hello" : kernel.id() + " ";
        for (String line : lines) {
            Matcher time = LINE.matcher(line);
            if (time.matches()) {
                times.add(Double.valueOf(time.group(1)));
            } else if (line.startsWith(mark)) {
                results.add(line);
            }
        }
        if (results.size() != 1 || (times.isEmpty() && kernel != Kernel.HELLO)) {
            return failed(
                    kernel,
                    engine,
                    round,
                    results.size() > 1
                            ? "its repetitions differ: " + results
                            : "it printed no result");
        }
        return new Run(
                kernel.id(), engine, round, times, wall, resident, results.iterator().next(), null);
    }

    private static Run failed(Kernel kernel, String engine, int round, String why) {
        return new Run(kernel.id(), engine, round, List.of(), 0, 0, "", why);
    }

    /** The most memory a process has had so far, in kilobytes; 0 where nobody tells. */
    private static long resident(long process) {
        try {
            Matcher size =
                    RESIDENT.matcher(Files.readString(Path.of("/proc/" + process + "/status")));
            return size.find() ? Long.parseLong(size.group(1)) : 0;
        } catch (IOException ended) {
            return 0;
        }
    }
}
