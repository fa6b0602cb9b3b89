package org.trufflecasm.launcher.graph;

import java.util.List;

/**
 * Something to draw: boxes with text, and arrows between them, in parts that have nothing to do
 * with each other.
 *
 * @param parts in the order in which they are shown
 */
public record Picture(List<Part> parts) {

    /**
     * One graph.
     *
     * @param title what stands above it
     * @param boxes its nodes; arrows name them by their index
     * @param arrows its edges
     */
    public record Part(String title, List<Box> boxes, List<Arrow> arrows) {}

    /**
     * A node.
     *
     * @param lines its text
     * @param count how often it was executed; negative if that is unknown
     */
    public record Box(List<String> lines, long count) {}

    /**
     * An edge.
     *
     * @param label what stands at it; may be empty
     * @param exceptional whether only failures go along it
     */
    public record Arrow(int from, int to, String label, boolean exceptional) {}

    /** The greatest count of a box; 0 if none is known. */
    long greatestCount() {
        return parts.stream()
                .flatMap(part -> part.boxes().stream())
                .mapToLong(Box::count)
                .max()
                .orElse(0);
    }

    /** How many boxes there are. */
    public int size() {
        return parts.stream().mapToInt(part -> part.boxes().size()).sum();
    }

    /** How hot a box is, from 0 to 1, on a scale on which a tenfold count is one step. */
    static double heat(long count, long greatest) {
        return count <= 0 || greatest <= 1
                ? 0
                : Math.log10(1 + (double) count) / Math.log10(1 + (double) greatest);
    }

    /** The colour of some heat, from white to red, as {@code #rrggbb}. */
    static String colour(double heat) {
        int other = (int) Math.round(255 - 155 * heat);
        return String.format("#ff%02x%02x", other, other);
    }
}
