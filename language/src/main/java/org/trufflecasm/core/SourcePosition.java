package org.trufflecasm.core;

/**
 * A place in the original source of a capsule.
 *
 * @param file the file as the capsule names it; null if it does not say
 * @param line 1-based; 0 if unknown
 * @param column 1-based; 0 if unknown
 */
public record SourcePosition(String file, int line, int column) {

    /**
     * The place as it is shown to people: {@code m.py:2:9}, {@code m.py:2}, or {@code line 2:9}
     * without a file.
     */
    public String text() {
        StringBuilder text = new StringBuilder(file == null ? "line " : file);
        if (line > 0) {
            text.append(file == null ? "" : ":").append(line);
            if (column > 0) {
                text.append(':').append(column);
            }
        }
        return text.toString();
    }
}
