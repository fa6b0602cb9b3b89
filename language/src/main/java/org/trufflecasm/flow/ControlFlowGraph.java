package org.trufflecasm.flow;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.trufflecasm.core.ControlFlow;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;

/**
 * The basic blocks of a function that can be reached, in the order of the code. Immutable; safe to
 * share between threads.
 *
 * <p>A block is a maximal straight run of instructions. It ends with its terminator (a jump, a
 * branch, a return or a halt), at an instruction that always underflows, or where the next block
 * starts. Block 0 is the entry; no edge leads to it: if the code jumps to its start, or starts amid
 * the code, then block 0 is empty and lies before it.
 *
 * <p>A block in which something may be thrown while a handler is in force has one more edge, to the
 * handler. All instructions of a block have the same handlers. A <em>loose</em> graph, for code
 * where that cannot be known, has an edge from each {@code enter_try} to its handler instead.
 */
public final class ControlFlowGraph {
    private final Function function;
    private final int[] starts;
    private final int[] ends;
    private final int[] blockOf;
    private final HandlerStacks handlers;
    private final Digraph successors;
    private final Digraph predecessors;
    private final int[] handlerOf;
    private final int[] handlerEntered;
    private final Digraph heights;
    private final Digraph heightsReversed;

    private ControlFlowGraph(Builder builder) {
        this.function = builder.function;
        this.starts = builder.starts;
        this.ends = builder.ends;
        this.blockOf = builder.blockOf;
        this.handlers = builder.handlers;
        this.handlerOf = builder.handlerOf;
        this.handlerEntered = builder.handlerEntered;
        this.successors = builder.connect(handlerOf);
        this.predecessors = successors.reversed();
        boolean used = handlers.areUsed() && !builder.loose;
        this.heights = used ? builder.connect(handlerEntered) : successors;
        this.heightsReversed = used ? heights.reversed() : predecessors;
    }

    /**
     * The graph of a function whose operands are in range.
     *
     * @param cuts instructions behind which control never gets, by index
     */
    static ControlFlowGraph of(Function function, BitSet cuts) {
        return new Builder(function, cuts, false).build();
    }

    /** The loose graph of a function. */
    static ControlFlowGraph loose(Function function) {
        return new Builder(function, new BitSet(), true).build();
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
     * instruction. The handler is not among them.
     */
    public int[] successors(int block) {
        int normal = successors.degree(block) - (handlerOf[block] < 0 ? 0 : 1);
        return Arrays.copyOf(successors.targets(block), normal);
    }

    /**
     * Where control goes when an instruction of a block fails in a way that can be caught; -1 if
     * none can fail so, or nothing catches it.
     */
    public int handler(int block) {
        return handlerOf[block];
    }

    /** The handler that a block puts into force at its end; -1 if it does not, or in vain. */
    int handlerEntered(int block) {
        return handlerEntered[block];
    }

    /** The block that put the handler of a block into force. */
    public int handlerSite(int block) {
        return blockOf[handlers.site(handlers.before(starts[block]))];
    }

    /** The handlers of each instruction. */
    HandlerStacks handlers() {
        return handlers;
    }

    /** From where control may come, once for each edge; edges to handlers are included. */
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
    public ControlFlow flow(int block) {
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

    /**
     * As {@link #successorGraph}, but with the edge to a handler from where it is put into force,
     * since there its operands are counted. It is the last edge of its block; along it the height
     * grows by 1.
     */
    Digraph heightGraph() {
        return heights;
    }

    Digraph heightGraphReversed() {
        return heightsReversed;
    }

    /** By how much the height changes along an edge of {@link #heightGraph}: 0 or 1. */
    int gain(int block, int edge) {
        boolean last = edge == heights.first(block) + heights.degree(block) - 1;
        return last && handlerEntered[block] >= 0 ? 1 : 0;
    }

    /** The least {@link #gain} of the edges from one block to another. */
    int leastGain(int from, int to) {
        if (handlerEntered[from] != to) {
            return 0;
        }
        int first = heights.first(from);
        int last = first + heights.degree(from) - 1;
        for (int edge = first; edge < last; edge++) {
            if (heights.target(edge) == to) {
                return 0;
            }
        }
        return 1;
    }

    private static final class Builder {
        private final Function function;
        private final List<Instruction> code;
        private final BitSet cuts;
        private final boolean loose;
        private final BitSet leaders = new BitSet();
        private final BitSet reached = new BitSet();
        private final HandlerStacks handlers;
        private int[] starts;
        private int[] ends;
        private int[] blockOf;
        private int[] handlerOf;
        private int[] handlerEntered;
        private int[] pending = new int[16];
        private int pendingCount;
        private boolean entryIsTarget;

        Builder(Function function, BitSet cuts, boolean loose) {
            this.function = function;
            this.code = function.code();
            this.cuts = cuts;
            this.loose = loose;
            this.handlers = new HandlerStacks(function);
        }

        ControlFlowGraph build() {
            follow();
            int empty = entryIsTarget ? 1 : 0;
            int count = leaders.cardinality() + empty;
            starts = new int[count];
            ends = new int[count];
            blockOf = new int[code.size()];
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
            findHandlers();
            return new ControlFlowGraph(this);
        }

        /** Follows control from instruction 0, one straight run after the other. */
        private void follow() {
            entryIsTarget = function.start() != 0;
            goTo(function.start(), HandlerStacks.NONE);
            while (pendingCount > 0) {
                int index = pending[--pendingCount];
                while (!reached.get(index)) {
                    reached.set(index);
                    Instruction instruction = code.get(index);
                    ControlFlow flow = instruction.op().flow();
                    int stack = handlers.before(index);
                    if (cuts.get(index)) {
                        break;
                    }
                    for (int target : instruction.targets()) {
                        entryIsTarget |= target == function.start();
                        goTo(target, stack);
                    }
                    if (loose && instruction.op() == Op.ENTER_TRY) {
                        entryIsTarget |= instruction.a() == function.start();
                        goTo(instruction.a(), stack);
                    } else if (!loose
                            && stack != HandlerStacks.NONE
                            && instruction.op().mayThrow()) {
                        goToHandler(stack);
                    }
                    if (!flow.fallsThrough()) {
                        break;
                    }
                    if (!loose) {
                        handlers.reach(index + 1, handlers.behind(index));
                    }
                    if (ends(index)) {
                        leaders.set(index + 1);
                    }
                    index++;
                }
            }
        }

        private void goTo(int target, int stack) {
            leaders.set(target);
            handlers.reach(target, stack);
            if (!reached.get(target)) {
                if (pendingCount == pending.length) {
                    pending = Arrays.copyOf(pending, 2 * pendingCount);
                }
                pending[pendingCount++] = target;
            }
        }

        private void goToHandler(int stack) {
            handlers.use(stack);
            int target = code.get(handlers.site(stack)).a();
            entryIsTarget |= target == function.start();
            goTo(target, handlers.parent(stack));
        }

        private boolean ends(int index) {
            Op op = code.get(index).op();
            return cuts.get(index)
                    || op.flow() != ControlFlow.NEXT
                    || op == Op.ENTER_TRY
                    || op == Op.EXIT_TRY;
        }

        private void findHandlers() {
            handlerOf = new int[starts.length];
            handlerEntered = new int[starts.length];
            Arrays.fill(handlerOf, -1);
            Arrays.fill(handlerEntered, -1);
            if (!handlers.areUsed()) {
                return;
            }
            for (int block = 0; block < starts.length; block++) {
                if (starts[block] == ends[block]) {
                    continue;
                }
                int last = ends[block] - 1;
                if (code.get(last).op() == Op.ENTER_TRY && !cuts.get(last)) {
                    int handler = blockOf[code.get(last).a()];
                    if (loose) {
                        handlerOf[block] = handler;
                        handlerEntered[block] = handler;
                    } else if (handlers.isLive(last)) {
                        handlerEntered[block] = handler;
                    }
                }
                int stack = handlers.before(starts[block]);
                if (!loose && stack > HandlerStacks.NONE && mayThrow(block)) {
                    handlerOf[block] = blockOf[code.get(handlers.site(stack)).a()];
                }
            }
        }

        private boolean mayThrow(int block) {
            for (int index = starts[block]; index < ends[block]; index++) {
                if (code.get(index).op().mayThrow() && !cuts.get(index)) {
                    return true;
                }
            }
            return false;
        }

        private int edgeBound() {
            int bound = 3 * ends.length;
            for (int block = 0; block < ends.length; block++) {
                if (starts[block] < ends[block]) {
                    bound += code.get(ends[block] - 1).targets().size();
                }
            }
            return bound;
        }

        /**
         * The edges of the blocks.
         *
         * @param further where one more edge of each block leads, its last one; -1 if there is none
         */
        private Digraph connect(int[] further) {
            int[] sources = new int[edgeBound()];
            int[] targets = new int[sources.length];
            int edges = 0;
            for (int block = 0; block < ends.length; block++) {
                int last = ends[block] - 1;
                if (starts[block] == ends[block]) {
                    sources[edges] = block;
                    targets[edges++] = blockOf[function.start()];
                } else if (!cuts.get(last)) {
                    Instruction instruction = code.get(last);
                    ControlFlow flow = instruction.op().flow();
                    for (int target : instruction.targets()) {
                        sources[edges] = block;
                        targets[edges++] = blockOf[target];
                    }
                    if (flow.fallsThrough()) {
                        sources[edges] = block;
                        targets[edges++] = blockOf[last + 1];
                    }
                }
                if (further[block] >= 0) {
                    sources[edges] = block;
                    targets[edges++] = further[block];
                }
            }
            return Digraph.of(ends.length, sources, targets, 0, edges);
        }
    }
}
