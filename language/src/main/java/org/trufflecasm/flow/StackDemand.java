package org.trufflecasm.flow;

/**
 * How many operands at the start of each block the code from there on can still consume: the
 * longest way through the graph, where a block first needs some operands and then changes the
 * height.
 *
 * <p>Components of the graph are solved one after the other, from the ends of the function to its
 * start. In nearly all code every way round a loop leaves the height as it was; then one walk over
 * the loop gives the exact answer. Where the ways differ, values are raised until nothing changes,
 * and taken as infinite if that goes on for too long: a loop that consumes more each time never
 * comes to rest.
 */
final class StackDemand {
    /** No bound, and added to no number. */
    static final long INFINITE = Long.MAX_VALUE;

    /**
     * How often each edge of a loop may be looked at, on average, before its demand is taken as
     * infinite.
     */
    private static final int ROUNDS = 64;

    private final ControlFlowGraph graph;
    private final Digraph successors;
    private final Digraph predecessors;
    private final long[] net;
    private final int[] order;
    private final int[] starts;

    /** The component of each block, as an index in {@link #starts}. */
    private final int[] component;

    private final int[] queue;
    private final boolean[] queued;
    private final boolean[] seen;

    /** Within a component, the height at the start of a block above that of the first one. */
    private final long[] height;

    /**
     * @param net by how much each block changes the height
     */
    StackDemand(ControlFlowGraph graph, long[] net) {
        int size = graph.blockCount();
        this.graph = graph;
        this.successors = graph.heightGraph();
        this.predecessors = graph.heightGraphReversed();
        this.net = net;
        this.order = new int[size];
        this.starts =
                new Components(successors).search(new int[] {0}, block -> true, order, 0, size);
        this.component = new int[size];
        this.queue = new int[size];
        this.queued = new boolean[size];
        this.seen = new boolean[size];
        this.height = new long[size];
        for (int i = 0; i + 1 < starts.length; i++) {
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                component[order[k]] = i;
            }
        }
    }

    /**
     * Raises the needs of each block itself to what its continuations need as well.
     *
     * @param hard what operations take
     * @param soft the same, where the end of the function counts as taking one operand; afterwards
     *     equal to {@code hard} or one more
     */
    void solve(long[] hard, long[] soft) {
        for (int i = starts.length - 2; i >= 0; i--) {
            takeFromBehind(i, hard);
            takeFromBehind(i, soft);
            if (isCyclic(i)) {
                boolean solved = balance(i, hard, soft) || (raise(i, hard) && raise(i, soft));
                if (!solved) {
                    for (int k = starts[i]; k < starts[i + 1]; k++) {
                        hard[order[k]] = INFINITE;
                        soft[order[k]] = INFINITE;
                    }
                }
            }
        }
    }

    private boolean isCyclic(int number) {
        if (starts[number + 1] - starts[number] > 1) {
            return true;
        }
        int block = order[starts[number]];
        int end = successors.first(block) + successors.degree(block);
        for (int edge = successors.first(block); edge < end; edge++) {
            if (successors.target(edge) == block) {
                return true;
            }
        }
        return false;
    }

    /** Takes over what the components behind this one need. */
    private void takeFromBehind(int number, long[] need) {
        for (int k = starts[number]; k < starts[number + 1]; k++) {
            int block = order[k];
            int end = successors.first(block) + successors.degree(block);
            for (int edge = successors.first(block); edge < end; edge++) {
                int target = successors.target(edge);
                if (component[target] != number) {
                    need[block] =
                            Math.max(
                                    need[block],
                                    before(need[target], block, graph.gain(block, edge)));
                }
            }
        }
    }

    private long before(long needBehind, int block, int gain) {
        return needBehind == INFINITE ? INFINITE : needBehind - net[block] - gain;
    }

    /**
     * Solves a component in which the height at a block is the same however it is reached; else
     * gives false.
     */
    private boolean balance(int number, long[] hard, long[] soft) {
        int root = order[starts[number]];
        int count = 0;
        queue[count++] = root;
        seen[root] = true;
        for (int i = 0; i < count; i++) {
            int block = queue[i];
            int end = successors.first(block) + successors.degree(block);
            for (int edge = successors.first(block); edge < end; edge++) {
                int target = successors.target(edge);
                if (component[target] != number) {
                    continue;
                }
                long behind = height[block] + net[block] + graph.gain(block, edge);
                if (!seen[target]) {
                    seen[target] = true;
                    height[target] = behind;
                    queue[count++] = target;
                } else if (height[target] != behind) {
                    return false;
                }
            }
        }
        settle(number, hard);
        settle(number, soft);
        return true;
    }

    /**
     * Every block of the component reaches every other: they all need what the most demanding one
     * does.
     */
    private void settle(int number, long[] need) {
        long base = Long.MIN_VALUE;
        for (int k = starts[number]; k < starts[number + 1]; k++) {
            int block = order[k];
            base = need[block] == INFINITE ? INFINITE : Math.max(base, need[block] - height[block]);
            if (base == INFINITE) {
                break;
            }
        }
        for (int k = starts[number]; k < starts[number + 1]; k++) {
            int block = order[k];
            need[block] = base == INFINITE ? INFINITE : base + height[block];
        }
    }

    /**
     * Raises the needs within a component until they agree; gives false if they may not come to
     * rest.
     */
    private boolean raise(int number, long[] need) {
        int size = starts[number + 1] - starts[number];
        int head = 0;
        int count = 0;
        long budget = 0;
        for (int k = starts[number]; k < starts[number + 1]; k++) {
            int block = order[k];
            if (need[block] == INFINITE) {
                return false;
            }
            budget += ROUNDS * (1L + predecessors.degree(block));
            queue[count++] = block;
            queued[block] = true;
        }
        while (count > 0) {
            int block = queue[head];
            head = head + 1 == size ? 0 : head + 1;
            count--;
            queued[block] = false;
            int end = predecessors.first(block) + predecessors.degree(block);
            for (int edge = predecessors.first(block); edge < end; edge++) {
                int source = predecessors.target(edge);
                if (component[source] != number) {
                    continue;
                }
                long needed = before(need[block], source, graph.leastGain(source, block));
                if (needed > need[source]) {
                    need[source] = needed;
                    if (!queued[source]) {
                        queued[source] = true;
                        queue[(head + count) % size] = source;
                        count++;
                    }
                }
                budget--;
            }
            if (budget < 0) {
                return false;
            }
        }
        return true;
    }
}
