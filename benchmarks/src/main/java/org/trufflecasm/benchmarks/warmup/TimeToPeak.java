package org.trufflecasm.benchmarks.warmup;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * {@code java -cp benchmarks.jar org.trufflecasm.benchmarks.warmup.TimeToPeak CASM [ROUNDS]}:
 * starts capsules with the command {@code CASM} and the same programs in GraalJS, in turns, and
 * prints how long each process took until it first ran a program at its full speed. That is the end
 * of the first run that takes at most {@value #TOLERANCE} times the median of the second half of
 * all runs. GraalJS starts as its users start it: on the JDK that runs this, without caches.
 */
public final class TimeToPeak {
    private static final List<String> KERNELS = List.of("fib", "loop", "mandelbrot");
    private static final double TOLERANCE = 1.25;
    private static final int REPEAT = 16;
    private static final int ROUNDS = 3;

    /** One process: when its runs ended, in ms since its start, what they took, what they said. */
    private record Runs(List<Double> ends, List<Double> times, Set<String> results) {
        double peak() {
            return median(times.subList(times.size() / 2, times.size()));
        }

        double timeToPeak() {
            int first = 0;
            while (times.get(first) > peak() * TOLERANCE) {
                first++;
            }
            return ends.get(first);
        }
    }

    private TimeToPeak() {}

    /**
     * Measures and prints a table.
     *
     * @param arguments the command {@code casm}, and perhaps how many rounds
     * @throws IOException if a process cannot be started
     * @throws InterruptedException if this thread is interrupted
     * @throws IllegalStateException if a process fails, or the results differ
     */
    public static void main(String[] arguments)
            throws IOException, InterruptedException, URISyntaxException {
        if (arguments.length == 0) {
            System.err.println("usage: TimeToPeak CASM [ROUNDS], for example TimeToPeak ./casm 3");
            System.exit(2);
        }
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
        Path folder = Files.createTempDirectory("casm-warmup");
        System.out.println(
                "ms from start to peak      casm   GraalJS   ratio   (peak: casm, GraalJS)");
        for (String kernel : KERNELS) {
            Path capsule = extract("/capsules/" + kernel + ".casm", folder);
            Path script = extract("/scripts/" + kernel + ".js", folder);
            List<Runs> ours = new ArrayList<>();
            List<Runs> theirs = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                ours.add(
                        measure(
                                List.of(
                                        arguments[0],
                                        "bench",
                                        "--repeat",
                                        String.valueOf(REPEAT),
                                        capsule.toString())));
                theirs.add(measure(script(script)));
                if (!ours.getLast().results.equals(theirs.getLast().results)) {
                    throw new IllegalStateException(
                            "results differ: "
                                    + ours.getLast().results
                                    + ", "
                                    + theirs.getLast().results);
                }
            }
            double our = median(ours.stream().map(Runs::timeToPeak).toList());
            double their = median(theirs.stream().map(Runs::timeToPeak).toList());
            System.out.printf(
                    Locale.ROOT,
                    "%-20s %10.0f %9.0f %7.2f   (%.0f, %.0f)%n",
                    kernel,
                    our,
                    their,
                    our / their,
                    median(ours.stream().map(Runs::peak).toList()),
                    median(theirs.stream().map(Runs::peak).toList()));
        }
    }

    private static Path extract(String resource, Path folder) throws IOException {
        Path file = folder.resolve(resource.substring(resource.lastIndexOf('/') + 1));
        try (var in = TimeToPeak.class.getResourceAsStream(resource)) {
            Files.copy(in, file);
        }
        file.toFile().deleteOnExit();
        folder.toFile().deleteOnExit();
        return file;
    }

    /** The compiler and the jars of GraalJS lie next to benchmarks.jar. */
    private static List<String> script(Path script) throws URISyntaxException {
        Path jar =
                Path.of(
                        TimeToPeak.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        Path folder = jar.resolveSibling("js");
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("there is no GraalJS in " + folder);
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:+EnableJVMCI",
                "--upgrade-module-path=" + jar.resolveSibling("jit"),
                "--module-path=" + folder + File.pathSeparator + jar.resolveSibling("jit-mp"),
                "--add-modules=org.graalvm.polyglot",
                "--enable-native-access=org.graalvm.truffle",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                jar.toString(),
                ScriptRunner.class.getName(),
                "js",
                script.toString(),
                String.valueOf(REPEAT));
    }

    private static Runs measure(List<String> command) throws IOException, InterruptedException {
        Runs runs = new Runs(new ArrayList<>(), new ArrayList<>(), new HashSet<>());
        long start = System.nanoTime();
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.getOutputStream().close();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("@bench ")) {
                    runs.ends.add((System.nanoTime() - start) / 1e6);
                    runs.times.add(Double.parseDouble(line.substring(line.indexOf("ms=") + 3)));
                } else {
                    runs.results.add(line);
                }
            }
        }
        if (process.waitFor() != 0 || runs.times.size() != REPEAT || runs.results.size() != 1) {
            throw new IllegalStateException(
                    String.join(" ", command)
                            + " ended with "
                            + process.exitValue()
                            + " after "
                            + runs.times.size()
                            + " runs, and printed "
                            + runs.results);
        }
        return runs;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
