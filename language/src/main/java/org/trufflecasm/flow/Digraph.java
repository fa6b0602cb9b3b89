package org.trufflecasm.flow;

import java.util.Arrays;

/**
 * A directed graph over the nodes 0 … n-1, its edges in the order of their sources. Parallel edges
 * are kept.
 */
final class Digraph {
    private final int[] first;
    private final int[] targets;

    private Digraph(int[] first, int[] targets) {
        this.first = first;
        this.targets = targets;
    }

    /** The edges of each source keep their order. */
    static Digraph of(int nodes, int[] sources, int[] targets, int from, int to) {
        int[] first = new int[nodes + 1];
        for (int edge = from; edge < to; edge++) {
            first[sources[edge] + 1]++;
        }
        for (int node = 0; node < nodes; node++) {
            first[node + 1] += first[node];
        }
        int[] next = Arrays.copyOf(first, nodes);
        int[] sorted = new int[to - from];
        for (int edge = from; edge < to; edge++) {
            sorted[next[sources[edge]]++] = targets[edge];
        }
        return new Digraph(first, sorted);
    }

    Digraph reversed() {
        int[] sources = new int[targets.length];
        for (int node = 0; node < size(); node++) {
            Arrays.fill(sources, first[node], first[node + 1], node);
        }
        return of(size(), targets, sources, 0, targets.length);
    }

    int size() {
        return first.length - 1;
    }

    int edges() {
        return targets.length;
    }

    int degree(int node) {
        return first[node + 1] - first[node];
    }

    /** Index of the first edge of a node; those of the node behind it follow its last one. */
    int first(int node) {
        return first[node];
    }

    /** Where an edge leads. */
    int target(int edge) {
        return targets[edge];
    }

    /** Where the edges of a node lead, as a new array. */
    int[] targets(int node) {
        return Arrays.copyOfRange(targets, first[node], first[node + 1]);
    }
}
