package org.trufflecasm.flow;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;

/** Which loads always find a variable that was stored before, on every way to them. */
final class Assignment {
    /**
     * Beyond this many bits of state nothing is found out, and only parameters count as assigned.
     */
    private static final long MAX_BITS = 50_000_000;

    /**
     * Passes over the function after which the search is given up. One more than the second is
     * rare.
     */
    private static final int MAX_PASSES = 64;

    private final ControlFlowGraph graph;
    private final List<Instruction> code;
    private final int parameters;
    private final int words;

    /** For each block the slots assigned at its end, one bit each. */
    private long[] assigned;

    /**
     * The same at its start, which is all that a handler can rely on; null if there are no
     * handlers.
     */
    private long[] entered;

    private final BitSet unassignedLoads = new BitSet();
    private final BitSet readBeforeStore = new BitSet();

    private Assignment(ControlFlowGraph graph) {
        Function function = graph.function();
        this.graph = graph;
        this.code = function.code();
        this.parameters = function.boundParameters();
        this.words = (function.slots().size() + 63) >>> 6;
    }

    static Assignment of(ControlFlowGraph graph) {
        Assignment assignment = new Assignment(graph);
        boolean solved =
                64L * assignment.words * graph.blockCount() <= MAX_BITS && assignment.solve();
        assignment.judge(solved);
        assignment.assigned = null;
        assignment.entered = null;
        return assignment;
    }

    /**
     * Whether a load always finds a value; true for instructions that are no loads or never run.
     */
    boolean isDefinite(int instruction) {
        return !unassignedLoads.get(instruction);
    }

    /** Whether some load of a slot may find nothing. */
    boolean readsBeforeStore(int slot) {
        return readBeforeStore.get(slot);
    }

    /**
     * Starts from "everything is assigned" and takes away what some way lacks; false if that takes
     * too long.
     */
    private boolean solve() {
        int blocks = graph.blockCount();
        assigned = new long[blocks * words];
        Arrays.fill(assigned, -1L);
        entered = graph.handlers().areUsed() ? assigned.clone() : null;
        int[] order = new int[blocks];
        new Components(graph.successorGraph())
                .search(new int[] {0}, block -> true, order, 0, blocks);
        long[] state = new long[words];
        for (int pass = 0; pass < MAX_PASSES; pass++) {
            boolean changed = false;
            for (int block : order) {
                int base = block * words;
                enter(block, state);
                if (entered != null) {
                    changed |= !Arrays.equals(state, 0, words, entered, base, base + words);
                    System.arraycopy(state, 0, entered, base, words);
                }
                for (int index = graph.start(block); index < graph.end(block); index++) {
                    Instruction instruction = code.get(index);
                    if (instruction.op() == Op.STORE) {
                        set(state, instruction.a());
                    }
                }
                changed |= !Arrays.equals(state, 0, words, assigned, base, base + words);
                System.arraycopy(state, 0, assigned, base, words);
            }
            if (!changed) {
                return true;
            }
        }
        return false;
    }

    /**
     * What is assigned at the start of a block, given what is known of the ends of those before it.
     */
    private void enter(int block, long[] state) {
        if (block == graph.entry()) {
            Arrays.fill(state, 0);
            for (int slot = 0; slot < parameters; slot++) {
                set(state, slot);
            }
            return;
        }
        Arrays.fill(state, -1L);
        Digraph predecessors = graph.predecessorGraph();
        int end = predecessors.first(block) + predecessors.degree(block);
        for (int edge = predecessors.first(block); edge < end; edge++) {
            int source = predecessors.target(edge);
            int base = source * words;
            long[] reaching = graph.handler(source) == block ? entered : assigned;
            for (int word = 0; word < words; word++) {
                state[word] &= reaching[base + word];
            }
        }
    }

    private void judge(boolean solved) {
        long[] state = new long[words];
        for (int block = 0; block < graph.blockCount(); block++) {
            if (solved) {
                enter(block, state);
            }
            for (int index = graph.start(block); index < graph.end(block); index++) {
                Instruction instruction = code.get(index);
                int slot = instruction.a();
                if (instruction.op() == Op.STORE && solved) {
                    set(state, slot);
                } else {
                    judgeReads(instruction, index, solved ? state : null);
                }
            }
        }
    }

    private void judgeReads(Instruction instruction, int index, long[] state) {
        if (instruction.op() == Op.LOAD) {
            judgeRead(instruction.a(), index, state);
            return;
        }
        for (int slot : instruction.readSlots()) {
            judgeRead(slot, index, state);
        }
    }

    /**
     * @param state what is assigned before the instruction; null if nothing was found out
     */
    private void judgeRead(int slot, int index, long[] state) {
        boolean definite =
                slot < parameters || (state != null && (state[slot >> 6] >>> slot & 1) != 0);
        if (!definite) {
            unassignedLoads.set(index);
            readBeforeStore.set(slot);
        }
    }

    private static void set(long[] state, int slot) {
        state[slot >> 6] |= 1L << slot;
    }
}
