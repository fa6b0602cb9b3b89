package org.trufflecasm.flow;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Finds strongly connected components, Tarjan's way, with a stack of its own. One object serves any
 * number of searches over parts of one graph.
 */
final class Components {
    private final Digraph graph;

    /** When a node was found, by a clock that runs on from one search to the next. */
    private final int[] found;

    private final int[] low;
    private final int[] nextEdge;
    private final boolean[] open;
    private final int[] path;
    private final int[] members;
    private int clock;

    Components(Digraph graph) {
        int size = graph.size();
        this.graph = graph;
        this.found = new int[size];
        this.low = new int[size];
        this.nextEdge = new int[size];
        this.open = new boolean[size];
        this.path = new int[size];
        this.members = new int[size];
    }

    /**
     * Searches what can be reached from {@code roots} over edges whose targets satisfy {@code
     * inside}.
     *
     * @param order receives the nodes in the range from {@code from} to {@code to}, components
     *     topologically ordered and each in one piece, the roots' descendants behind them; exactly
     *     that many nodes must be reachable
     * @return where each component starts in {@code order}, followed by {@code to}
     */
    int[] search(int[] roots, IntPredicate inside, int[] order, int from, int to) {
        if (clock > Integer.MAX_VALUE - graph.size()) {
            Arrays.fill(found, 0);
            clock = 0;
        }
        int floor = clock;
        int[] starts = new int[to - from + 1];
        int position = to;
        int count = 0;
        starts[count++] = to;
        for (int i = roots.length - 1; i >= 0; i--) {
            if (found[roots[i]] <= floor) {
                int pathLength = 0;
                int memberCount = 0;
                path[pathLength++] = enter(roots[i]);
                members[memberCount++] = roots[i];
                while (pathLength > 0) {
                    int node = path[pathLength - 1];
                    if (nextEdge[node] < graph.first(node) + graph.degree(node)) {
                        int target = graph.target(nextEdge[node]++);
                        if (!inside.test(target)) {
                            continue;
                        }
                        if (found[target] <= floor) {
                            path[pathLength++] = enter(target);
                            members[memberCount++] = target;
                        } else if (open[target]) {
                            low[node] = Math.min(low[node], found[target]);
                        }
                        continue;
                    }
                    pathLength--;
                    if (pathLength > 0) {
                        int parent = path[pathLength - 1];
                        low[parent] = Math.min(low[parent], low[node]);
                    }
                    if (low[node] == found[node]) {
                        int member;
                        do {
                            member = members[--memberCount];
                            open[member] = false;
                            order[--position] = member;
                        } while (member != node);
                        starts[count++] = position;
                    }
                }
            }
        }
        int[] result = new int[count];
        for (int i = 0; i < count; i++) {
            result[i] = starts[count - 1 - i];
        }
        return result;
    }

    private int enter(int node) {
        found[node] = ++clock;
        low[node] = clock;
        nextEdge[node] = graph.first(node);
        open[node] = true;
        return node;
    }
}
