package org.trufflecasm.flow;

import java.util.Arrays;

/**
 * The edges of a graph, each given to the innermost loop within which it leads from one node to
 * another. Without the edges to a loop's own entries no cycle is left in it.
 */
final class RegionGraphs {
    private final LoopNest loops;

    /** Sorted by region; those of region r lie from {@code first[r]} to {@code first[r + 1]}. */
    private final int[] sources;

    private final int[] targets;
    private final int[] first;

    RegionGraphs(ControlFlowGraph graph, LoopNest loops) {
        Digraph successors = graph.successorGraph();
        this.loops = loops;
        this.first = new int[loops.loopCount() + 1];
        int[] regionOf = new int[successors.edges()];
        int edges = 0;
        for (int block = 0; block < graph.blockCount(); block++) {
            int end = successors.first(block) + successors.degree(block);
            for (int edge = successors.first(block); edge < end; edge++) {
                int region = regionOf(block, successors.target(edge));
                regionOf[edge] = region;
                if (region >= 0) {
                    first[region + 1]++;
                    edges++;
                }
            }
        }
        for (int region = 0; region < loops.loopCount(); region++) {
            first[region + 1] += first[region];
        }
        int[] next = Arrays.copyOf(first, loops.loopCount());
        this.sources = new int[edges];
        this.targets = new int[edges];
        for (int block = 0; block < graph.blockCount(); block++) {
            int end = successors.first(block) + successors.degree(block);
            for (int edge = successors.first(block); edge < end; edge++) {
                int region = regionOf[edge];
                if (region >= 0) {
                    int place = next[region]++;
                    sources[place] = nodeOf(region, block);
                    targets[place] = nodeOf(region, successors.target(edge));
                }
            }
        }
    }

    /** The innermost loop that holds both ends; -1 if the edge leads to an entry of that loop. */
    private int regionOf(int source, int target) {
        int a = loops.loopOf(source);
        int b = loops.loopOf(target);
        while (a != b) {
            if (loops.depth(a) >= loops.depth(b)) {
                a = loops.parent(a);
            } else {
                b = loops.parent(b);
            }
        }
        return loops.entryOf(target) == a ? -1 : a;
    }

    /** The node for a block that lies in a region; -1 for blocks that do not. */
    private int nodeOf(int region, int block) {
        int shift = loops.isIrreducible(region) ? 1 : 0;
        int inner = loops.loopOf(block);
        if (inner == region) {
            return loops.indexOfBlock(block) + shift;
        }
        while (loops.depth(inner) > loops.depth(region) + 1) {
            inner = loops.parent(inner);
        }
        return loops.parent(inner) == region ? loops.indexInParent(inner) + shift : -1;
    }

    Region region(int loop) {
        return new Region(loop);
    }

    /**
     * One loop (or the function) with the loops in it as single nodes, topologically ordered. Node
     * 0 is where it starts: the only entry, or in an irreducible loop the dispatcher, which is not
     * a block and leads to all entries.
     */
    final class Region {
        private final int loop;
        private final int shift;
        private final int[] members;
        private final int[] incoming;
        private final int[] weight;
        private final int[] childCount;
        private final int[] dominator;
        private final int[] lastChild;
        private final int[] previousChild;

        private Region(int loop) {
            this.loop = loop;
            this.shift = loops.isIrreducible(loop) ? 1 : 0;
            this.members = loops.members(loop);
            int size = members.length + shift;
            Digraph edges = edges(size);
            this.incoming = new int[size];
            this.weight = new int[size];
            this.childCount = new int[size];
            this.lastChild = new int[size];
            this.previousChild = new int[size];
            Arrays.fill(lastChild, -1);
            Digraph reversed = edges.reversed();
            this.dominator = Dominators.immediates(edges, reversed);
            for (int node = size - 1; node >= 0; node--) {
                incoming[node] = reversed.degree(node);
                weight[node]++;
                if (node > 0) {
                    weight[dominator[node]] += weight[node];
                }
            }
            for (int node = 1; node < size; node++) {
                int parent = dominator[node];
                childCount[parent]++;
                previousChild[node] = lastChild[parent];
                lastChild[parent] = node;
            }
        }

        private Digraph edges(int size) {
            int from = first[loop];
            int to = first[loop + 1];
            if (shift == 0) {
                return Digraph.of(size, sources, targets, from, to);
            }
            int[] entries = loops.entries(loop);
            int count = to - from;
            int[] allSources = Arrays.copyOfRange(sources, from, to + entries.length);
            int[] allTargets = Arrays.copyOfRange(targets, from, to + entries.length);
            for (int i = 0; i < entries.length; i++) {
                allSources[count + i] = 0;
                allTargets[count + i] = loops.indexOfBlock(entries[i]) + shift;
            }
            return Digraph.of(size, allSources, allTargets, 0, allSources.length);
        }

        int loop() {
            return loop;
        }

        boolean isDispatcher(int node) {
            return node < shift;
        }

        /** The block, or the complement of the loop, that a node stands for. */
        int member(int node) {
            return members[node - shift];
        }

        /**
         * The node to which an edge from within the region leads; -1 if it leaves the region or
         * starts it again.
         */
        int target(int block) {
            return loops.entryOf(block) == loop ? -1 : nodeOf(loop, block);
        }

        /** Whether only one edge leads to a node. */
        boolean hasOneWayIn(int node) {
            return incoming[node] == 1;
        }

        boolean isChild(int node, int parent) {
            return node > 0 && dominator[node] == parent;
        }

        /** How many nodes a node dominates, itself included. */
        int weight(int node) {
            return weight[node];
        }

        /** How many nodes have a node as their immediate dominator. */
        int childCount(int node) {
            return childCount[node];
        }

        /** The last of them, or -1. */
        int lastChild(int node) {
            return lastChild[node];
        }

        /** The one before a child, or -1. */
        int previousChild(int child) {
            return previousChild[child];
        }
    }
}
