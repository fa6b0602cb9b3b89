package org.trufflecasm.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    @TempDir private Path folder;

    private static Run run(String engine, int round, String result, Double... times) {
        return new Run(
                "fib",
                engine,
                round,
                List.of(times),
                100 + Numbers.sum(List.of(times)),
                2048,
                result,
                null);
    }

    private static Comparison of(Run... runs) {
        return new Comparison(
                "2026-11-21",
                "a machine",
                new TreeMap<>(Map.of("casm", "1", "java", "25")),
                List.of("node"),
                List.of(runs));
    }

    @Test
    void peakAndWarmUpComeFromTheSecondHalf() {
        Run run = run("casm", 1, "fib 1", 50.0, 30.0, 10.0, 10.5, 10.0, 10.2);
        assertEquals(10.2, run.peakMillis());
        assertEquals(100, run.startUpMillis(), 1e-9);
        assertEquals(180, run.warmUpMillis(), 1e-9);
    }

    @Test
    void differentResultsAreRefused() {
        Comparison comparison = of(run("casm", 1, "fib 1", 1.0), run("java", 1, "fib 2", 1.0));
        assertEquals(
                List.of("fib: the results differ: casm \"fib 1\", java \"fib 2\""),
                comparison.refusals());
        assertEquals(
                List.of(),
                of(run("casm", 1, "fib 1", 1.0), run("java", 1, "fib 1", 9.0)).refusals());
    }

    @Test
    void ourFailureIsRefusedAndThatOfAPeerIsNot() {
        Run ours = new Run("fib", "casm", 1, List.of(), 0, 0, "", "no compiler");
        Run theirs = new Run("fib", "java", 1, List.of(), 0, 0, "", "no Java");
        assertEquals(
                List.of("fib: casm failed: no compiler"),
                of(ours, run("java", 1, "fib 1", 1.0)).refusals());
        assertEquals(List.of(), of(theirs, run("casm", 1, "fib 1", 1.0)).refusals());
    }

    @Test
    void roundsThatDifferMuchAreDoubtful() {
        Comparison comparison = of(run("casm", 1, "fib 1", 10.0), run("casm", 2, "fib 1", 16.0));
        assertEquals(
                List.of(
                        "fib, casm: the slowest round took 1.60 times as long as the fastest, more"
                                + " than 1.5: the machine was busy"),
                comparison.doubts());
        assertEquals(
                List.of(),
                of(run("casm", 1, "fib 1", 10.0), run("casm", 2, "fib 1", 15.0)).doubts());
    }

    @Test
    void onlyWhatIsSlowerBeyondNoiseIsTold() {
        Comparison old = of(run("casm", 1, "fib 1", 10.0), run("casm", 2, "fib 1", 11.0));
        assertEquals(List.of(), Regressions.of(old, of(run("casm", 1, "fib 1", 11.5))));
        assertEquals(List.of(), Regressions.of(old, of(run("casm", 1, "fib 1", 5.0))));
        List<String> slower = Regressions.of(old, of(run("casm", 1, "fib 1", 12.0)));
        assertEquals(1, slower.size());
        assertTrue(slower.getFirst().startsWith("fib: 1.14 times as slow"), slower.getFirst());
    }

    /** The machine became slower, not casm. */
    @Test
    void javaIsTheYardstick() {
        Comparison old = of(run("casm", 1, "fib 1", 10.0), run("java", 1, "fib 1", 10.0));
        Comparison now = of(run("casm", 1, "fib 1", 20.0), run("java", 1, "fib 1", 20.0));
        assertEquals(List.of(), Regressions.of(old, now));
    }

    @Test
    void theSectionStaysBetweenItsMarks() throws IOException {
        Path page = Files.writeString(folder.resolve("performance.md"), "# Before\n");
        MarkdownReport report =
                new MarkdownReport(of(run("casm", 1, "fib 1", 10.0), run("java", 1, "fib 1", 8.0)));
        report.writeInto(page);
        String once = Files.readString(page);
        Files.writeString(page, once + "After\n");
        report.writeInto(page);
        assertEquals(once + "After\n", Files.readString(page));
        assertTrue(once.startsWith("# Before\n"), once);
        assertTrue(once.contains("| fib | 10.0 | 8.0 (1.25) |"), once);
        assertTrue(once.contains("not on this machine: node"), once);
    }

    @Test
    void chartsAreSvg() throws IOException {
        Charts.write(of(run("casm", 1, "fib 1", 10.0), run("java", 1, "fib 1", 8.0)), folder);
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> charts = files.filter(file -> file.toString().endsWith(".svg")).toList();
            assertEquals(4, charts.size());
            for (Path chart : charts) {
                assertTrue(Files.readString(chart).contains("<svg"), chart.toString());
            }
        }
    }
}
