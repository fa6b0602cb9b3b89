package org.trufflecasm.launcher.stage;

import java.util.List;
import java.util.stream.IntStream;

/** Rows of cells as lines, each column as wide as its widest cell. */
final class TextTable {
    private static final String GAP = "  ";

    private TextTable() {}

    /**
     * The lines.
     *
     * @param rows as many cells in each
     */
    static List<String> lines(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] widths =
                IntStream.range(0, columns)
                        .map(
                                column ->
                                        rows.stream()
                                                .mapToInt(row -> row.get(column).length())
                                                .max()
                                                .orElse(0))
                        .toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(row.get(i));
            if (i < row.size() - 1) {
                line.append(" ".repeat(widths[i] - row.get(i).length())).append(GAP);
            }
        }
        return line.toString();
    }
}
