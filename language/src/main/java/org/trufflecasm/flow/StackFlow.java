package org.trufflecasm.flow;

import java.util.Arrays;
import java.util.List;
import org.trufflecasm.core.ControlFlow;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Limits;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;

/**
 * How many operands lie on the stack at the start and the end of each block. Immutable; safe to
 * share between threads.
 *
 * <p>The heights count what can still be consumed. Where control passes from a block {@code a} to a
 * block {@code b}, the stack has {@code exitHeight(a)} operands and is brought to {@code
 * entryHeight(b)}: surplus operands are dropped from the <em>bottom</em>, missing ones are put in
 * as nulls at the <em>bottom</em>. Only the end of a function can ever see such a null, and there
 * it stands for the value that is not given.
 */
public final class StackFlow {
    private static final int UNREACHED = -1;

    private final ControlFlowGraph graph;
    private final List<Instruction> code;

    /** What the operations of a block take from below its start, whatever happens behind it. */
    private final long[] own;

    private final long[] net;
    private final long[] peak;
    private final long[] hard;
    private final long[] soft;
    private final long[] height;
    private int maxHeight;
    private int conflict = -1;

    /** What each block needs and changes; the heights are still to be found. */
    private StackFlow(ControlFlowGraph graph) {
        int size = graph.blockCount();
        this.graph = graph;
        this.code = graph.function().code();
        this.own = new long[size];
        this.net = new long[size];
        this.peak = new long[size];
        this.soft = new long[size];
        this.height = new long[size];
        for (int block = 0; block < size; block++) {
            summarise(block);
        }
        this.hard = own.clone();
        if (size > 1) {
            new StackDemand(graph, net).solve(hard, soft);
        }
    }

    /**
     * How many operands the code from each block on can still consume; {@code Long.MAX_VALUE} where
     * there is no bound. No heights are found for it.
     */
    static long[] demand(ControlFlowGraph graph) {
        return new StackFlow(graph).soft;
    }

    /** Finds the heights, as far as they are static: see {@link #conflict}. */
    static StackFlow of(ControlFlowGraph graph) {
        StackFlow flow = new StackFlow(graph);
        flow.propagate();
        flow.maxHeight = (int) Math.min(flow.highest(), Integer.MAX_VALUE);
        return flow;
    }

    /**
     * The first instruction found whose height depends on the way to it, where the code consumes
     * the difference; -1 if the heights are static. If they are not, nothing else said here counts.
     */
    int conflict() {
        return conflict;
    }

    /** Operands at the start of a block; 0 for a block that only lies behind an underflow. */
    public int entryHeight(int block) {
        return (int) Math.max(0, height[block]);
    }

    /**
     * Operands at the end of a block, its terminator included; without meaning if the block
     * underflows.
     */
    public int exitHeight(int block) {
        return (int) Math.max(0, height[block] + net[block]);
    }

    /**
     * The instruction of a block that always finds too few operands, or -1. The instructions before
     * it run, then the program fails. It is the last one of its block, which has no successors.
     */
    public int underflowAt(int block) {
        if (height[block] < 0 || height[block] >= own[block]) {
            return -1;
        }
        long current = height[block];
        int index = graph.start(block);
        while (code.get(index).pops() <= current) {
            current += code.get(index).pushes() - code.get(index).pops();
            index++;
        }
        return index;
    }

    /** The most operands there ever are: at most {@link Limits#MAX_STACK}. */
    public int maxHeight() {
        return maxHeight;
    }

    private void summarise(int block) {
        long current = 0;
        for (int index = graph.start(block); index < graph.end(block); index++) {
            Instruction instruction = code.get(index);
            long pops = instruction.pops();
            own[block] = Math.max(own[block], pops - current);
            current += instruction.pushes() - pops;
            peak[block] = Math.max(peak[block], current);
        }
        net[block] = current;
        soft[block] = own[block];
        ControlFlow flow = graph.flow(block);
        if (flow == ControlFlow.RETURN || flow == ControlFlow.HALT) {
            soft[block] = Math.max(own[block], 1 - current);
        }
    }

    /**
     * Carries the heights forward. Since the soft demand exceeds the hard one by no more than 1, a
     * height rises at most once: from the hard demand to one more.
     */
    private void propagate() {
        Arrays.fill(height, UNREACHED);
        Digraph successors = graph.heightGraph();
        int size = graph.blockCount();
        int[] queue = new int[size];
        boolean[] queued = new boolean[size];
        int head = 0;
        int count = 1;
        queue[0] = graph.entry();
        height[graph.entry()] = graph.function().initialOperands();
        while (count > 0 && conflict < 0) {
            int block = queue[head];
            head = head + 1 == size ? 0 : head + 1;
            count--;
            queued[block] = false;
            if (height[block] < own[block]) {
                continue;
            }
            int end = successors.first(block) + successors.degree(block);
            for (int edge = successors.first(block); edge < end; edge++) {
                int target = successors.target(edge);
                long behind = height[block] + net[block] + graph.gain(block, edge);
                if (flowInto(target, Math.min(behind, soft[target])) && !queued[target]) {
                    queued[target] = true;
                    queue[(head + count) % size] = target;
                    count++;
                }
            }
        }
    }

    /** Lets one more edge bring its height to a block; tells whether that of the block changes. */
    private boolean flowInto(int block, long operands) {
        long known = height[block];
        if (known == UNREACHED) {
            height[block] = operands;
            return true;
        }
        if (known != operands && Math.min(known, operands) < hard[block]) {
            conflict = graph.start(block);
            return false;
        }
        height[block] = Math.max(known, operands);
        return operands > known;
    }

    private long highest() {
        long highest = 0;
        for (int block = 0; block < graph.blockCount(); block++) {
            if (height[block] != UNREACHED) {
                highest = Math.max(highest, height[block] + peak[block]);
            }
        }
        return highest;
    }

    /**
     * Refuses heights that are never allowed.
     *
     * @throws LoadException if they are beyond {@link Limits#MAX_STACK}
     */
    void checkQuota() {
        if (maxHeight > Limits.MAX_STACK) {
            throw new LoadException(
                    ErrorKind.StackQuota,
                    "stack quota exceeded (" + Limits.MAX_STACK + ")",
                    LoadException.Place.in(graph.function().name(), -1));
        }
    }
}
