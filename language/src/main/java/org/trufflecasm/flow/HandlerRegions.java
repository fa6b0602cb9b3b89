package org.trufflecasm.flow;

import java.util.Arrays;
import java.util.List;
import org.trufflecasm.core.Instruction;

/**
 * Checks the code in which a handler is in force, where the handler consumes operands that were on
 * the stack before: then that code must leave them alone, so that a copy made at the start is what
 * the handler finds.
 */
final class HandlerRegions {
    /**
     * How often, on average, a block may be looked at: regions within regions are looked at again.
     */
    private static final int ROUNDS = 32;

    private static final long UNREACHED = Long.MIN_VALUE;

    private final ControlFlowGraph graph;
    private final StackFlow stack;
    private final HandlerStacks handlers;
    private final List<Instruction> code;
    private final long[] height;
    private final IntStack touched = new IntStack();
    private final IntStack pending = new IntStack();
    private long budget;

    HandlerRegions(ControlFlowGraph graph, StackFlow stack) {
        this.graph = graph;
        this.stack = stack;
        this.handlers = graph.handlers();
        this.code = graph.function().code();
        this.height = new long[handlers.areUsed() ? graph.blockCount() : 0];
        this.budget = (long) ROUNDS * code.size();
        Arrays.fill(height, UNREACHED);
    }

    /**
     * An {@code enter_try} whose handler consumes operands that the code behind it may change; -1
     * if there is none. Where the search would take too long, the {@code enter_try} counts as one.
     */
    int firstDisturbed() {
        for (int block = 0; block < height.length; block++) {
            int handler = graph.handlerEntered(block);
            if (handler >= 0 && stack.entryHeight(handler) > 1 && isDisturbed(block)) {
                return graph.end(block) - 1;
            }
        }
        return -1;
    }

    private boolean isDisturbed(int enteringBlock) {
        int region = handlers.behind(graph.end(enteringBlock) - 1);
        boolean disturbed = !reach(graph.successors(enteringBlock)[0], 0, region) || !walk(region);
        while (!touched.isEmpty()) {
            height[touched.pop()] = UNREACHED;
        }
        return disturbed;
    }

    private boolean walk(int region) {
        while (!pending.isEmpty()) {
            int block = pending.pop();
            long current = height[block];
            for (int index = graph.start(block); index < graph.end(block); index++) {
                Instruction instruction = code.get(index);
                current -= instruction.pops();
                if (current < 0 || --budget < 0) {
                    return false;
                }
                current += instruction.pushes();
            }
            for (int successor : graph.successors(block)) {
                if (!reach(successor, current, region)) {
                    return false;
                }
            }
            int inner = graph.handlerEntered(block);
            if (inner >= 0 && !reach(inner, current + 1, region)) {
                return false;
            }
        }
        return true;
    }

    /** Control comes to a block with so many operands above those that must stay. */
    private boolean reach(int block, long operands, int region) {
        int inForce = handlers.before(graph.start(block));
        budget -= Math.max(0, handlers.depth(inForce) - handlers.depth(region));
        if (!handlers.holds(inForce, region)) {
            return true;
        }
        if (height[block] == UNREACHED) {
            height[block] = operands;
            touched.push(block);
            pending.push(block);
            return true;
        }
        return height[block] == operands;
    }
}
