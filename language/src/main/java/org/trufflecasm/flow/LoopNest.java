package org.trufflecasm.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The loops of a function and how they lie within each other. Loop 0 is the function itself; a loop
 * has a higher number than the one around it. Immutable; safe to share between threads.
 *
 * <p>A loop is a strongly connected set of blocks, found in what remains of the loop around it once
 * the edges to that one's entries are taken away. One entry makes a natural loop, whose entry
 * dominates it. Several entries make an irreducible one, which needs a dispatcher. Loops that lie
 * too deep are not told apart: the outermost of them takes the heads of the others as entries of
 * its own, and its rest is free of cycles.
 */
public final class LoopNest {
    private final int[] loopOf;
    private final int[] entryOf;
    private final int[] entryIndex;
    private final int[] indexOfBlock;
    private final List<Loop> loops = new ArrayList<>();

    private static final class Loop {
        /** The loop around it; -1 for loop 0. */
        final int parent;

        final int depth;

        /** Its index among the members of its parent. */
        final int indexInParent;

        /** Blocks at which it is entered, or entered again, in ascending order. */
        final int[] entries;

        /** Its own blocks, and as complements the loops within it, topologically ordered. */
        int[] members;

        Loop(int parent, int depth, int indexInParent, int[] entries) {
            this.parent = parent;
            this.depth = depth;
            this.indexInParent = indexInParent;
            this.entries = entries;
        }
    }

    private LoopNest(int blocks) {
        this.loopOf = new int[blocks];
        this.entryOf = new int[blocks];
        this.entryIndex = new int[blocks];
        this.indexOfBlock = new int[blocks];
        Arrays.fill(entryOf, -1);
    }

    static LoopNest of(ControlFlowGraph graph, int maxDepth) {
        LoopNest nest = new LoopNest(graph.blockCount());
        new Builder(nest, graph, maxDepth).build();
        return nest;
    }

    /** How many loops there are, the function itself included. */
    public int loopCount() {
        return loops.size();
    }

    /** The innermost loop that holds a block; 0 if it lies in none. */
    public int loopOf(int block) {
        return loopOf[block];
    }

    /** The loop around a loop; -1 for loop 0. */
    public int parent(int loop) {
        return loops.get(loop).parent;
    }

    /** How many loops lie around a loop; 0 for loop 0. */
    public int depth(int loop) {
        return loops.get(loop).depth;
    }

    /** The blocks at which a loop is entered, in ascending order. */
    public int[] entries(int loop) {
        return loops.get(loop).entries.clone();
    }

    /** Whether a loop has several entries and so needs a dispatcher. */
    public boolean isIrreducible(int loop) {
        return loops.get(loop).entries.length > 1;
    }

    /** The loop of which a block is an entry, or -1. */
    public int entryOf(int block) {
        return entryOf[block];
    }

    /** Whether a loop, or one within it, holds a block. */
    public boolean contains(int loop, int block) {
        int inner = loopOf[block];
        while (depth(inner) > depth(loop)) {
            inner = parent(inner);
        }
        return inner == loop;
    }

    /** The position of a block among the entries of its loop. */
    int entryIndex(int block) {
        return entryIndex[block];
    }

    /**
     * A loop's own blocks, and as complements the loops within it, topologically ordered; not to be
     * changed.
     */
    int[] members(int loop) {
        return loops.get(loop).members;
    }

    /** The position of a block among the members of its innermost loop. */
    int indexOfBlock(int block) {
        return indexOfBlock[block];
    }

    /** The position of a loop among the members of the one around it. */
    int indexInParent(int loop) {
        return loops.get(loop).indexInParent;
    }

    private static final class Builder {
        private static final byte NEW = 0;
        private static final byte LEFT = 1;

        /** Added to the number of edges that were followed. */
        private static final byte FOUND = 2;

        private final LoopNest nest;
        private final Digraph successors;
        private final Digraph predecessors;
        private final int maxDepth;
        private final Components components;

        /** The blocks; those of a loop lie in one piece, from {@link #from} of the loop on. */
        private final int[] order;

        private final List<Integer> from = new ArrayList<>();
        private final List<Integer> to = new ArrayList<>();

        /** For {@link #heads}, which meets each block at most once. */
        private final byte[] state;

        private final BitSet isHead = new BitSet();

        Builder(LoopNest nest, ControlFlowGraph graph, int maxDepth) {
            this.nest = nest;
            this.successors = graph.successorGraph();
            this.predecessors = graph.predecessorGraph();
            this.maxDepth = maxDepth;
            this.components = new Components(successors);
            this.order = new int[graph.blockCount()];
            this.state = new byte[graph.blockCount()];
        }

        void build() {
            add(new Loop(-1, 0, 0, new int[] {0}), 0, order.length);
            for (int loop = 0; loop < nest.loops.size(); loop++) {
                divide(loop);
            }
        }

        private void add(Loop loop, int start, int end) {
            int number = nest.loops.size();
            nest.loops.add(loop);
            from.add(start);
            to.add(end);
            for (int i = 0; i < loop.entries.length; i++) {
                nest.entryOf[loop.entries[i]] = number;
                nest.entryIndex[loop.entries[i]] = i;
            }
        }

        /** Orders the blocks of a loop and finds the loops right within it. */
        private void divide(int loop) {
            Loop parent = nest.loops.get(loop);
            int[] starts =
                    components.search(
                            parent.entries,
                            block -> nest.loopOf[block] == loop && nest.entryOf[block] != loop,
                            order,
                            from.get(loop),
                            to.get(loop));
            int[] members = new int[starts.length - 1];
            for (int i = 0; i < members.length; i++) {
                int block = order[starts[i]];
                if (starts[i + 1] - starts[i] == 1 && !repeats(block, loop)) {
                    members[i] = block;
                    nest.indexOfBlock[block] = i;
                } else {
                    members[i] = ~nest.loops.size();
                    addInner(loop, i, starts[i], starts[i + 1]);
                }
            }
            parent.members = members;
        }

        private boolean repeats(int block, int loop) {
            return nest.entryOf[block] != loop && hasEdge(block, block);
        }

        private boolean hasEdge(int source, int target) {
            for (int i = 0; i < successors.degree(source); i++) {
                if (successors.target(successors.first(source) + i) == target) {
                    return true;
                }
            }
            return false;
        }

        private void addInner(int parent, int index, int start, int end) {
            int number = nest.loops.size();
            for (int i = start; i < end; i++) {
                nest.loopOf[order[i]] = number;
            }
            int[] entries = new int[end - start];
            int count = 0;
            for (int i = start; i < end; i++) {
                if (isEntered(order[i], number)) {
                    entries[count++] = order[i];
                }
            }
            entries = Arrays.copyOf(entries, count);
            int depth = nest.depth(parent) + 1;
            if (depth >= maxDepth) {
                entries = heads(number, entries, end - start);
            }
            Arrays.sort(entries);
            add(new Loop(parent, depth, index, entries), start, end);
        }

        private boolean isEntered(int block, int loop) {
            int end = predecessors.first(block) + predecessors.degree(block);
            for (int edge = predecessors.first(block); edge < end; edge++) {
                if (nest.loopOf[predecessors.target(edge)] != loop) {
                    return true;
                }
            }
            return false;
        }

        /**
         * The entries and every block to which a depth-first search from them sees an edge back.
         */
        private int[] heads(int loop, int[] entries, int size) {
            int[] heads = Arrays.copyOf(entries, size);
            int count = entries.length;
            int[] path = new int[size];
            for (int entry : entries) {
                isHead.set(entry);
            }
            for (int entry : entries) {
                int depth = 0;
                if (state[entry] == NEW) {
                    state[entry] = FOUND;
                    path[depth++] = entry;
                }
                while (depth > 0) {
                    int block = path[depth - 1];
                    int next = state[block] - FOUND;
                    if (next == successors.degree(block)) {
                        state[block] = LEFT;
                        depth--;
                        continue;
                    }
                    state[block]++;
                    int target = successors.target(successors.first(block) + next);
                    if (nest.loopOf[target] != loop) {
                        continue;
                    }
                    if (state[target] == NEW) {
                        state[target] = FOUND;
                        path[depth++] = target;
                    } else if (state[target] != LEFT && !isHead.get(target)) {
                        isHead.set(target);
                        heads[count++] = target;
                    }
                }
            }
            return Arrays.copyOf(heads, count);
        }
    }
}
