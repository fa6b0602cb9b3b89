package org.trufflecasm.flow;

import java.util.BitSet;
import org.trufflecasm.core.ControlFlow;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Op;
import org.trufflecasm.error.LoadException;

/**
 * What is known about the control flow of one function. The graph and the heights are there from
 * the start, the rest is found on demand. Safe to share between threads.
 */
public final class FunctionFlow {
    private final ControlFlowGraph graph;
    private final StackFlow stack;
    private final String dynamic;
    private final int dynamicAt;
    private final CodeOrigins origins;
    private Assignment assignment;
    private Dominators dominators;
    private LoopNest loops;
    private Structurer.Result structured;

    private FunctionFlow(
            ControlFlowGraph graph,
            StackFlow stack,
            String dynamic,
            int dynamicAt,
            CodeOrigins origins) {
        this.origins = origins;
        this.graph = graph;
        this.stack = stack;
        this.dynamic = dynamic;
        this.dynamicAt = dynamicAt;
    }

    /**
     * Finds the graph and the heights. What only lies behind an instruction that always underflows
     * is never reached, so it is taken out of the graph, and the heights are found anew.
     *
     * @param function one whose operands are in range
     * @throws LoadException if the heights are too large
     */
    static FunctionFlow of(Function function) {
        return of(function, CodeOrigins.same());
    }

    /**
     * As above.
     *
     * @param origins where the function's instructions come from
     */
    static FunctionFlow of(Function function, CodeOrigins origins) {
        if (function.sharesOperandStack()) {
            return dynamic(function, 0, "its operands lie on one stack with those of its callers");
        }
        for (int i = 0; i < function.code().size(); i++) {
            String reason = reasonToCount(function.code().get(i).op(), i);
            if (reason != null) {
                return dynamic(function, i, reason);
            }
        }
        BitSet underflows = new BitSet();
        while (true) {
            ControlFlowGraph graph = ControlFlowGraph.of(function, underflows);
            if (graph.handlers().conflict() >= 0) {
                return dynamic(
                        function,
                        graph.handlers().conflict(),
                        "the handlers in force differ at instruction "
                                + graph.handlers().conflict());
            }
            StackFlow stack = StackFlow.of(graph);
            if (stack.conflict() >= 0) {
                return dynamic(
                        function,
                        stack.conflict(),
                        "the height of its operand stack differs at instruction "
                                + stack.conflict()
                                + ", and the difference is consumed");
            }
            int disturbed = new HandlerRegions(graph, stack).firstDisturbed();
            if (disturbed >= 0) {
                return dynamic(
                        function,
                        disturbed,
                        "the code between enter_try at instruction "
                                + disturbed
                                + " and exit_try changes operands that the handler consumes");
            }
            int known = underflows.cardinality();
            for (int block = 0; block < graph.blockCount(); block++) {
                if (stack.underflowAt(block) >= 0) {
                    underflows.set(stack.underflowAt(block));
                }
            }
            if (underflows.cardinality() == known) {
                requireEnds(graph, stack, underflows);
                stack.checkQuota();
                return new FunctionFlow(graph, stack, null, -1, origins);
            }
        }
    }

    /** Why an instruction needs operands that are counted at run time; null if it does not. */
    private static String reasonToCount(Op op, int instruction) {
        if (op.takesUnknownNumber()) {
            return "how many arguments the call at instruction "
                    + instruction
                    + " passes is known only when it runs";
        }
        return op.flow() == ControlFlow.SWITCH
                ? "the host decides where instruction " + instruction + " goes"
                : null;
    }

    private static FunctionFlow dynamic(Function function, int instruction, String reason) {
        return new FunctionFlow(
                ControlFlowGraph.loose(function), null, reason, instruction, CodeOrigins.same());
    }

    /** Taking code away must not have given operands to an instruction that lacked them. */
    private static void requireEnds(ControlFlowGraph graph, StackFlow stack, BitSet underflows) {
        for (int block = 0; block < graph.blockCount(); block++) {
            int last = graph.end(block) - 1;
            if (last >= 0 && underflows.get(last) && stack.underflowAt(block) != last) {
                throw new IllegalStateException("inconsistent heights at instruction " + last);
            }
        }
    }

    /** Where the function's instructions come from: itself, unless loops have been unrolled. */
    public CodeOrigins origins() {
        return origins;
    }

    /** The function this is about. */
    public Function function() {
        return graph.function();
    }

    /**
     * Why the function needs an operand stack that is counted at run time, as a clause; null if it
     * does not. If it does, its graph is a loose one, and only {@link #graph} and {@link #demand}
     * may be asked.
     */
    public String dynamicReason() {
        return dynamic;
    }

    /** The instruction that {@link #dynamicReason} is about; -1 if there is none. */
    public int dynamicAt() {
        return dynamicAt;
    }

    /** Whether the function needs an operand stack that is counted at run time. */
    public boolean isDynamic() {
        return dynamic != null;
    }

    /**
     * How many operands the code from each block on can still consume; {@code Long.MAX_VALUE} where
     * there is no bound.
     */
    public long[] demand() {
        return StackFlow.demand(graph);
    }

    /** How many operands, below the thrown value, the handler entered at a block's end consumes. */
    public int savedOperands(int block) {
        int handler = graph.handlerEntered(block);
        return handler < 0
                ? 0
                : Math.max(0, Math.min(stack.exitHeight(block), stack.entryHeight(handler) - 1));
    }

    /** Its basic blocks. */
    public ControlFlowGraph graph() {
        return graph;
    }

    /** The heights of its operand stack. */
    public StackFlow stack() {
        return stack;
    }

    /** Its code as a tree; the root is a {@link Structured.Sequence}. */
    public Structured structure() {
        return structured().root();
    }

    /**
     * How many state variables the {@link Structured.Dispatch}es of the tree use, numbered from 0.
     */
    public int stateVariables() {
        return structured().stateVariables();
    }

    /**
     * Whether the load at {@code instruction} always finds a value; true for instructions that are
     * no loads.
     */
    public boolean isDefinitelyAssigned(int instruction) {
        return assignment().isDefinite(instruction);
    }

    /**
     * Whether some load of {@code slot} may find no value, so that the slot must be marked as empty
     * at the start.
     */
    public boolean readsBeforeStore(int slot) {
        return assignment().readsBeforeStore(slot);
    }

    /** Its loops. */
    public synchronized LoopNest loops() {
        if (loops == null) {
            loops = LoopNest.of(graph, Structured.MAX_LOOP_DEPTH);
        }
        return loops;
    }

    /** The dominators of its blocks. */
    public synchronized Dominators dominators() {
        if (dominators == null) {
            dominators = Dominators.of(graph.successorGraph(), graph.predecessorGraph());
        }
        return dominators;
    }

    private synchronized Assignment assignment() {
        if (assignment == null) {
            assignment = Assignment.of(graph);
        }
        return assignment;
    }

    private synchronized Structurer.Result structured() {
        if (structured == null) {
            structured = Structurer.structure(graph, loops(), Structured.MAX_IF_DEPTH);
        }
        return structured;
    }
}
