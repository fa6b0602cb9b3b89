package org.trufflecasm.flow;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.trufflecasm.core.ControlFlow;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;

/**
 * The basic blocks of a function that can be reached, in the order of the code. Immutable; safe to
 * share between threads.
 *
 * <p>A block is a maximal straight run of instructions. It ends with its terminator (a jump, a
 * branch, a return or a halt), at an instruction that always underflows, or where the next block
 * starts. Block 0 is the entry; no edge leads to it: if the code jumps to instruction 0, then block
 * 0 is empty and lies before it.
 */
public final class ControlFlowGraph {
    private final Function function;
    private final int[] starts;
    private final int[] ends;
    private final int[] blockOf;
    private final Digraph successors;
    private final Digraph predecessors;

    private ControlFlowGraph(
            Function function, int[] starts, int[] ends, int[] blockOf, Digraph successors) {
        this.function = function;
        this.starts = starts;
        this.ends = ends;
        this.blockOf = blockOf;
        this.successors = successors;
        this.predecessors = successors.reversed();
    }

    /**
     * The graph of a function whose operands are in range.
     *
     * @param cuts instructions behind which control never gets, by index
     */
    static ControlFlowGraph of(Function function, BitSet cuts) {
        return new Builder(function, cuts).build();
    }

    /** The function whose code this is. */
    public Function function() {
        return function;
    }

    /** How many blocks there are: at least 1. */
    public int blockCount() {
        return starts.length;
    }

    /** The block that runs first. */
    public int entry() {
        return 0;
    }

    /** Index of the first instruction of a block. */
    public int start(int block) {
        return starts[block];
    }

    /** Index behind the last instruction of a block, which is the terminator if there is one. */
    public int end(int block) {
        return ends[block];
    }

    /**
     * Whether the last instruction of a block says where control goes, other than on to the next
     * instruction.
     */
    public boolean hasTerminator(int block) {
        return flow(block) != ControlFlow.NEXT;
    }

    /**
     * Where control may go from the end of a block: for a branch first the target, then the next
     * instruction.
     */
    public int[] successors(int block) {
        return successors.targets(block);
    }

    /** From where control may come, once for each edge. */
    public int[] predecessors(int block) {
        return predecessors.targets(block);
    }

    /** The block of an instruction, or -1 if control never reaches it. */
    public int blockOf(int instruction) {
        return blockOf[instruction];
    }

    /**
     * What the last instruction of a block does to the flow of control; {@code NEXT} for an empty
     * block.
     */
    ControlFlow flow(int block) {
        return starts[block] == ends[block]
                ? ControlFlow.NEXT
                : function.code().get(ends[block] - 1).op().flow();
    }

    Digraph successorGraph() {
        return successors;
    }

    Digraph predecessorGraph() {
        return predecessors;
    }

    private static final class Builder {
        private final Function function;
        private final List<Instruction> code;
        private final BitSet cuts;
        private final BitSet leaders = new BitSet();
        private final BitSet reached = new BitSet();
        private boolean entryIsTarget;

        Builder(Function function, BitSet cuts) {
            this.function = function;
            this.code = function.code();
            this.cuts = cuts;
        }

        ControlFlowGraph build() {
            findLeaders();
            int empty = entryIsTarget ? 1 : 0;
            int count = leaders.cardinality() + empty;
            int[] starts = new int[count];
            int[] ends = new int[count];
            int[] blockOf = new int[code.size()];
            Arrays.fill(blockOf, -1);
            int block = empty;
            for (int leader = leaders.nextSetBit(0);
                    leader >= 0;
                    leader = leaders.nextSetBit(leader + 1)) {
                int end = leader;
                do {
                    blockOf[end] = block;
                    end++;
                } while (!ends(end - 1) && !leaders.get(end));
                starts[block] = leader;
                ends[block] = end;
                block++;
            }
            return new ControlFlowGraph(function, starts, ends, blockOf, connect(ends, blockOf));
        }

        /** Follows control from instruction 0, one straight run after the other. */
        private void findLeaders() {
            int[] pending = new int[16];
            int count = 0;
            pending[count++] = 0;
            leaders.set(0);
            while (count > 0) {
                int index = pending[--count];
                while (!reached.get(index)) {
                    reached.set(index);
                    Instruction instruction = code.get(index);
                    ControlFlow flow = instruction.op().flow();
                    if (cuts.get(index)) {
                        break;
                    }
                    if (flow == ControlFlow.JUMP || flow == ControlFlow.BRANCH) {
                        int target = instruction.a();
                        entryIsTarget |= target == 0;
                        leaders.set(target);
                        if (!reached.get(target)) {
                            if (count == pending.length) {
                                pending = Arrays.copyOf(pending, 2 * count);
                            }
                            pending[count++] = target;
                        }
                    }
                    if (!flow.fallsThrough()) {
                        break;
                    }
                    index++;
                    if (flow == ControlFlow.BRANCH) {
                        leaders.set(index);
                    }
                }
            }
        }

        private boolean ends(int index) {
            return cuts.get(index) || code.get(index).op().flow() != ControlFlow.NEXT;
        }

        private Digraph connect(int[] ends, int[] blockOf) {
            int[] sources = new int[2 * ends.length];
            int[] targets = new int[2 * ends.length];
            int edges = 0;
            for (int block = 0; block < ends.length; block++) {
                int last = ends[block] - 1;
                if (last < 0) {
                    sources[edges] = block;
                    targets[edges++] = blockOf[0];
                } else if (!cuts.get(last)) {
                    Instruction instruction = code.get(last);
                    ControlFlow flow = instruction.op().flow();
                    if (flow == ControlFlow.JUMP || flow == ControlFlow.BRANCH) {
                        sources[edges] = block;
                        targets[edges++] = blockOf[instruction.a()];
                    }
                    if (flow.fallsThrough()) {
                        sources[edges] = block;
                        targets[edges++] = blockOf[last + 1];
                    }
                }
            }
            return Digraph.of(ends.length, sources, targets, 0, edges);
        }
    }
}
