package org.trufflecasm.flow;

import java.util.Arrays;

/**
 * Which nodes lie on every way from the entry, node 0, to a node. Found with the algorithm of
 * Lengauer and Tarjan in its simple form: O(edges · log nodes). Immutable; safe to share between
 * threads.
 */
public final class Dominators {
    private final int[] immediate;
    private final int[] enter;
    private final int[] leave;

    private Dominators(int[] immediate) {
        int size = immediate.length;
        this.immediate = immediate;
        this.enter = new int[size];
        this.leave = new int[size];
        number(size);
    }

    /** The dominators of the nodes of a graph; all of them must be reachable from node 0. */
    static Dominators of(Digraph successors, Digraph predecessors) {
        return new Dominators(immediates(successors, predecessors));
    }

    /** The immediate dominators by node, -1 for node 0. */
    static int[] immediates(Digraph successors, Digraph predecessors) {
        return new Search(successors, predecessors).run();
    }

    /** The closest dominator of a block other than itself, or -1 for the entry. */
    public int immediate(int block) {
        return immediate[block];
    }

    /**
     * Whether every way from the entry to {@code block} leads over {@code dominator}; a block
     * dominates itself.
     */
    public boolean dominates(int dominator, int block) {
        return enter[dominator] <= enter[block] && leave[block] <= leave[dominator];
    }

    /** Numbers the tree, so that an ancestor's interval holds those of its descendants. */
    private void number(int size) {
        int[] firstChild = new int[size];
        int[] sibling = new int[size];
        Arrays.fill(firstChild, -1);
        for (int node = size - 1; node > 0; node--) {
            sibling[node] = firstChild[immediate[node]];
            firstChild[immediate[node]] = node;
        }
        sibling[0] = -1;
        int clock = 0;
        int node = 0;
        while (node >= 0) {
            enter[node] = clock++;
            if (firstChild[node] >= 0) {
                node = firstChild[node];
                continue;
            }
            leave[node] = clock++;
            while (node >= 0 && sibling[node] < 0) {
                node = immediate[node];
                if (node >= 0) {
                    leave[node] = clock++;
                }
            }
            if (node >= 0) {
                node = sibling[node];
            }
        }
    }

    /**
     * One run of the algorithm. Nodes are renamed to their numbers in the order in which a search
     * finds them.
     */
    private static final class Search {
        private final Digraph successors;
        private final Digraph predecessors;
        private final int[] number;
        private final int[] node;
        private final int[] parent;
        private final int[] semi;
        private final int[] best;
        private final int[] ancestor;
        private final int[] path;

        Search(Digraph successors, Digraph predecessors) {
            int size = successors.size();
            this.successors = successors;
            this.predecessors = predecessors;
            this.number = new int[size];
            this.node = new int[size];
            this.parent = new int[size];
            this.semi = new int[size];
            this.best = new int[size];
            this.ancestor = new int[size];
            this.path = new int[size];
        }

        int[] run() {
            int size = successors.size();
            numberNodes();
            int[] dominator = new int[size];
            int[] bucket = new int[size];
            int[] nextInBucket = new int[size];
            Arrays.fill(bucket, -1);
            Arrays.fill(ancestor, -1);
            for (int v = 0; v < size; v++) {
                semi[v] = v;
                best[v] = v;
            }
            for (int w = size - 1; w > 0; w--) {
                int block = node[w];
                int end = predecessors.first(block) + predecessors.degree(block);
                for (int edge = predecessors.first(block); edge < end; edge++) {
                    int u = evaluate(number[predecessors.target(edge)]);
                    semi[w] = Math.min(semi[w], semi[u]);
                }
                nextInBucket[w] = bucket[semi[w]];
                bucket[semi[w]] = w;
                int p = parent[w];
                ancestor[w] = p;
                for (int v = bucket[p]; v >= 0; v = nextInBucket[v]) {
                    int u = evaluate(v);
                    dominator[v] = semi[u] < semi[v] ? u : p;
                }
                bucket[p] = -1;
            }
            int[] immediate = new int[size];
            immediate[0] = -1;
            for (int w = 1; w < size; w++) {
                if (dominator[w] != semi[w]) {
                    dominator[w] = dominator[dominator[w]];
                }
                immediate[node[w]] = node[dominator[w]];
            }
            return immediate;
        }

        private void numberNodes() {
            int[] nextEdge = new int[number.length];
            Arrays.fill(number, -1);
            number[0] = 0;
            int count = 1;
            int depth = 0;
            path[depth++] = 0;
            nextEdge[0] = successors.first(0);
            while (depth > 0) {
                int from = path[depth - 1];
                if (nextEdge[from] == successors.first(from) + successors.degree(from)) {
                    depth--;
                    continue;
                }
                int target = successors.target(nextEdge[from]++);
                if (number[target] < 0) {
                    number[target] = count;
                    node[count] = target;
                    parent[count++] = number[from];
                    nextEdge[target] = successors.first(target);
                    path[depth++] = target;
                }
            }
            if (count != number.length) {
                throw new IllegalArgumentException("a node cannot be reached");
            }
        }

        /** The node with the least semidominator on the linked way up from v, its top excluded. */
        private int evaluate(int v) {
            if (ancestor[v] < 0) {
                return v;
            }
            int depth = 0;
            int u = v;
            while (ancestor[ancestor[u]] >= 0) {
                path[depth++] = u;
                u = ancestor[u];
            }
            while (depth > 0) {
                int below = path[--depth];
                int above = ancestor[below];
                if (semi[best[above]] < semi[best[below]]) {
                    best[below] = best[above];
                }
                ancestor[below] = ancestor[above];
            }
            return best[v];
        }
    }
}
