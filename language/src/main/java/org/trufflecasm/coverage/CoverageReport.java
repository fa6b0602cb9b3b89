package org.trufflecasm.coverage;

import com.oracle.truffle.api.source.Source;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;

/** Reports of {@link Counts}. */
final class CoverageReport {

    /** What a report looks like. */
    enum Form {
        /** Lines with their counts, for people. */
        HISTOGRAM,
        /** The tracefile of lcov, for other tools. */
        LCOV;

        /**
         * The form of a name.
         *
         * @throws IllegalArgumentException if there is none; the message is for the user
         */
        static Form of(String name) {
            for (Form form : values()) {
                if (form.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return form;
                }
            }
            throw new IllegalArgumentException("histogram or lcov is expected");
        }
    }

    private CoverageReport() {}

    /** Writes what has been counted so far. */
    static String write(Counts counts, Form form) {
        StringBuilder report = new StringBuilder();
        counts.forEachSource(
                (source, lines) -> {
                    if (form == Form.LCOV) {
                        lcov(report, source, lines, counts.functions(source));
                    } else {
                        histogram(report, source, lines);
                    }
                });
        return report.toString();
    }

    private static long covered(SortedMap<Integer, Counts.Counter> lines) {
        return lines.values().stream().filter(counter -> counter.count() > 0).count();
    }

    private static void histogram(
            StringBuilder report, Source source, SortedMap<Integer, Counts.Counter> lines) {
        long covered = covered(lines);
        report.append(
                String.format(
                        Locale.ROOT,
                        "coverage of %s: %d of %d lines (%.1f %%)%n%12s  %6s%n",
                        source.getName(),
                        covered,
                        lines.size(),
                        lines.isEmpty() ? 100.0 : 100.0 * covered / lines.size(),
                        "count",
                        "line"));
        lines.forEach(
                (line, counter) ->
                        report.append(
                                String.format(
                                        Locale.ROOT,
                                        "%12d  %6d  %s%n",
                                        counter.count(),
                                        line,
                                        source.getCharacters(line).toString().stripTrailing())));
    }

    private static void lcov(
            StringBuilder report,
            Source source,
            SortedMap<Integer, Counts.Counter> lines,
            SortedMap<Integer, Counts.Counter> functions) {
        report.append("TN:\nSF:").append(place(source)).append('\n');
        functions.forEach(
                (line, counter) -> {
                    report.append("FN:")
                            .append(line)
                            .append(',')
                            .append(counter.name())
                            .append('\n');
                    report.append("FNDA:").append(counter.count());
                    report.append(',').append(counter.name()).append('\n');
                });
        report.append("FNF:").append(functions.size()).append('\n');
        report.append("FNH:").append(covered(functions)).append('\n');
        lines.forEach(
                (line, counter) ->
                        report.append("DA:")
                                .append(line)
                                .append(',')
                                .append(counter.count())
                                .append('\n'));
        report.append("LF:").append(lines.size()).append('\n');
        report.append("LH:").append(covered(lines)).append('\n');
        report.append("end_of_record\n");
    }

    private static String place(Source source) {
        if (source.getPath() != null) {
            return source.getPath();
        }
        return "file".equals(source.getURI().getScheme())
                ? Path.of(source.getURI()).toString()
                : source.getName();
    }
}
