package org.trufflecasm.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A comparison as a section of a page in Markdown. */
final class MarkdownReport {
    private static final String BEGIN =
            "<!-- compare: begin; written by benchmarks/compare --report docs -->";
    private static final String END = "<!-- compare: end -->";

    private final Comparison comparison;

    MarkdownReport(Comparison comparison) {
        this.comparison = comparison;
    }

    /** The tables, without charts. */
    String tables() {
        return peak()
                + "\n"
                + table("warm after, ms", Run::warmUpMillis)
                + "\n"
                + table("start-up, ms", Run::startUpMillis)
                + "\n"
                + table("resident, MB", run -> run.residentKilobytes() / 1024.0);
    }

    private List<String> peers() {
        return comparison.engines().keySet().stream()
                .filter(engine -> !engine.equals(Comparison.OURS))
                .toList();
    }

    private String head(String title) {
        List<String> peers = peers();
        return row(title, Comparison.OURS, peers)
                + row("---", "--:", peers.stream().map(peer -> "--:").toList());
    }

    private static String row(String first, String second, List<String> others) {
        String cells = others.stream().map(cell -> " " + cell + " |").collect(Collectors.joining());
        return "| " + first + " | " + second + " |" + cells + "\n";
    }

    private String peak() {
        StringBuilder text = new StringBuilder(head("peak, ms"));
        for (String kernel : comparison.kernels()) {
            List<String> cells = new ArrayList<>();
            for (String peer : peers()) {
                OptionalDouble time = comparison.median(kernel, peer, Run::peakMillis);
                cells.add(
                        time.isEmpty()
                                ? "-"
                                : String.format(
                                        Locale.ROOT,
                                        "%.1f (%.2f)",
                                        time.getAsDouble(),
                                        comparison.ratio(kernel, peer).orElseThrow()));
            }
            text.append(row(kernel, cell(kernel, Comparison.OURS, Run::peakMillis), cells));
        }
        List<String> means =
                peers().stream()
                        .map(
                                peer ->
                                        comparison.repeated().stream()
                                                .map(kernel -> comparison.ratio(kernel, peer))
                                                .filter(OptionalDouble::isPresent)
                                                .map(OptionalDouble::getAsDouble)
                                                .toList())
                        .map(
                                ratios ->
                                        ratios.isEmpty()
                                                ? "-"
                                                : String.format(
                                                        Locale.ROOT,
                                                        "(%.2f)",
                                                        Numbers.geometricMean(ratios)))
                        .toList();
        return text.append(row("geometric mean of those that are repeated", "", means)).toString();
    }

    private String table(String title, ToDoubleFunction<Run> figure) {
        StringBuilder text = new StringBuilder(head(title));
        for (String kernel : comparison.kernels()) {
            text.append(
                    row(
                            kernel,
                            cell(kernel, Comparison.OURS, figure),
                            peers().stream().map(peer -> cell(kernel, peer, figure)).toList()));
        }
        return text.toString();
    }

    private String cell(String kernel, String engine, ToDoubleFunction<Run> figure) {
        OptionalDouble value = comparison.median(kernel, engine, figure);
        return value.isEmpty() || value.getAsDouble() == 0
                ? "-"
                : String.format(Locale.ROOT, "%.1f", value.getAsDouble());
    }

    /** The whole section. */
    String section() {
        StringBuilder text = new StringBuilder();
        text.append("## Side by side\n\n");
        text.append(comparison.date()).append("; ").append(comparison.machine()).append("; ");
        text.append(
                comparison.engines().entrySet().stream()
                        .map(engine -> engine.getKey() + ": " + engine.getValue())
                        .collect(Collectors.joining("; ")));
        if (!comparison.missing().isEmpty()) {
            text.append("; not on this machine: ").append(String.join(", ", comparison.missing()));
        }
        text.append(
                ".\n\nIn brackets casm's time divided by the peer's; medians over the rounds.\n\n");
        text.append(tables());
        for (String doubt : comparison.doubts()) {
            text.append("\nDoubtful: ").append(doubt).append(".\n");
        }
        if (!comparison.repeated().isEmpty()) {
            text.append("\n![Peak, casm's time divided by the peer's](img/peak.svg)\n");
        }
        text.append("\n![Warm-up of the first kernel](img/warm-up.svg)\n");
        text.append("\n![Resident memory](img/resident.svg)\n");
        text.append("\n![Start-up](img/start-up.svg)\n");
        return text.toString();
    }

    /** Puts the section between its marks, or with them at the end of the page. */
    void writeInto(Path page) throws IOException {
        String old = Files.exists(page) ? Files.readString(page, StandardCharsets.UTF_8) : "";
        String marked = BEGIN + "\n\n" + section() + "\n" + END;
        int begin = old.indexOf(BEGIN);
        int end = old.indexOf(END);
        String text =
                begin >= 0 && end > begin
                        ? old.substring(0, begin) + marked + old.substring(end + END.length())
                        : old + (old.isEmpty() ? "" : "\n") + marked + "\n";
        Files.writeString(page, text, StandardCharsets.UTF_8);
    }
}
