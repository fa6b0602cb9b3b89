package org.trufflecasm.compile;

import java.util.Arrays;
import java.util.BitSet;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;
import org.trufflecasm.flow.ControlFlowGraph;
import org.trufflecasm.flow.FunctionFlow;

/**
 * Which instructions of a function are charged together, and in advance.
 *
 * <p>A <i>run</i> is what executes without a look at other code: the instructions of a block up to
 * a call. Runs are paid in advance where it is certain that they come next: behind a call of a
 * known function, and in the blocks to which only one branch leads. A branch pays for the dearer of
 * its arms, the cheaper one gives the difference back. So most code charges once where it is
 * entered. Where the fuel ends, what callers have paid in advance is taken back; see {@code
 * nodes.Metering}.
 */
final class Runs {
    /** The greatest cost that is paid in advance behind a call. */
    private static final int MOST_BEHIND_CALL = 32;

    private final Function function;
    private final ControlFlowGraph graph;
    private final FunctionFlow flow;
    private final Suspension suspension;

    /** For each block what is charged with its first run. */
    private final int[] atEntry;

    /** For each block what has been paid in advance for the blocks behind it. */
    private final int[] beyond;

    /** The calls of which what follows is paid in advance, by their instructions. */
    private final BitSet paidBehind = new BitSet();

    /** For each block the only one from where control comes; -1 if there are more, or none. */
    private final int[] payer;

    /**
     * @param flow of a function whose operands are not counted at run time
     * @param suspension which calls may give way to other tasks: nothing is paid across these
     */
    Runs(FunctionFlow flow, Suspension suspension) {
        this.function = flow.function();
        this.graph = flow.graph();
        this.flow = flow;
        this.suspension = suspension;
        this.atEntry = new int[graph.blockCount()];
        this.beyond = new int[graph.blockCount()];
        this.payer = new int[graph.blockCount()];
        int[] order = payersFirst();
        for (int i = order.length - 1; i >= 0; i--) {
            payInAdvance(order[i]);
        }
    }

    private int[] payersFirst() {
        Arrays.setAll(payer, this::soleOrigin);
        int[] order = new int[payer.length];
        int count = 0;
        for (int block = 0; block < payer.length; block++) {
            if (payer[block] < 0) {
                order[count++] = block;
            }
        }
        for (int next = 0; next < count; next++) {
            for (int successor : graph.successors(order[next])) {
                if (payer[successor] == order[next]) {
                    order[count++] = successor;
                }
            }
        }
        return Arrays.copyOf(order, count);
    }

    /**
     * Decides from the end of a block which calls have what follows paid in advance: if it is not
     * so much that, in many frames, it would matter where the fuel ends.
     */
    private void payBehindCalls(int block) {
        int paid = beyond[block];
        for (int i = graph.end(block) - 1; i >= graph.start(block); i--) {
            Instruction instruction = function.code().get(i);
            if (instruction.op().runsOtherCode()) {
                if (paid <= MOST_BEHIND_CALL && isPlainCall(instruction)) {
                    paidBehind.set(i);
                } else {
                    paid = 0;
                }
            }
            paid += cost(i, i + 1);
        }
        atEntry[block] = paid;
    }

    private boolean isPlainCall(Instruction instruction) {
        return switch (instruction.op()) {
            case CALL, CALL_MANY, CALL_SHARED -> !suspension.mayGiveWay(instruction);
            default -> false;
        };
    }

    private int soleOrigin(int block) {
        int[] origins = graph.predecessors(block);
        if (block == graph.entry() || origins.length != 1) {
            return -1;
        }
        for (int successor : graph.successors(origins[0])) {
            if (successor == block) {
                return origins[0];
            }
        }
        return -1; // it is only entered as a handler
    }

    private void payInAdvance(int block) {
        for (int successor : graph.successors(block)) {
            if (payer[successor] == block) {
                beyond[block] = Math.max(beyond[block], atEntry[successor]);
            }
        }
        payBehindCalls(block);
        int last = graph.end(block) - 1;
        if (last >= graph.start(block)
                && function.code().get(last).op().runsOtherCode()
                && !paidBehind.get(last)) {
            for (int successor : graph.successors(block)) {
                if (payer[successor] == block) {
                    payer[successor] = -1; // pays for itself
                }
            }
            beyond[block] = 0;
        }
    }

    /** The end (exclusive) of the run that an instruction is part of. */
    int end(int block, int instruction) {
        int underflow = flow.stack().underflowAt(block);
        int blockEnd = graph.end(block);
        for (int i = instruction; i < blockEnd; i++) {
            if (function.code().get(i).op().runsOtherCode() || i == underflow) {
                return i + 1;
            }
        }
        return blockEnd;
    }

    /**
     * What the instructions from {@code from} to {@code to} (exclusive) cost: 1 each, the end of
     * the body nothing.
     */
    int cost(int from, int to) {
        boolean endsBody = to > from && function.code().get(to - 1).op().isEnd();
        return to - from - (endsBody ? 1 : 0);
    }

    /** What is charged with the run that begins a block: negative where something is given back. */
    int chargeAtEntry(int block) {
        return payer[block] < 0 ? atEntry[block] : atEntry[block] - beyond[payer[block]];
    }

    /** What is given back on the way from one block to another, before the latter charges. */
    int returnedOnEdge(int from, int to) {
        return payer[to] == from ? 0 : beyond[from];
    }

    /** Whether what follows a call is paid in advance. */
    boolean isPaidBehind(int call) {
        return paidBehind.get(call);
    }

    /** What instructions cost from one on, as far as it is charged with that one. */
    int restOfPayment(int block, int instruction) {
        int blockEnd = graph.end(block);
        int runEnd = end(block, instruction);
        while (runEnd < blockEnd && paidBehind.get(runEnd - 1)) {
            runEnd = end(block, runEnd);
        }
        return cost(instruction, runEnd) + (runEnd == blockEnd ? beyond[block] : 0);
    }

    /** Whether the fuel is kept in the function's local when an instruction comes. */
    boolean keepsFuel(int instruction) {
        int block = graph.blockOf(instruction);
        return block >= 0 && !leaves(function.code().get(end(block, instruction) - 1).op());
    }

    /** Whether other code, the caller included, sees the fuel next. */
    static boolean leaves(Op op) {
        return op.runsOtherCode()
                || switch (op.flow()) {
                    case RETURN, HALT -> true;
                    case NEXT, THROW, JUMP, BRANCH, SWITCH -> false;
                };
    }

    /**
     * What has been charged for instructions behind one, if nothing but that one has happened of
     * its run.
     *
     * @param exactly whether each run is charged when it comes, nothing in advance
     */
    int chargedBehind(int instruction, boolean exactly) {
        int block = graph.blockOf(instruction);
        if (block < 0) {
            return 0;
        }
        int runEnd = end(block, instruction);
        return exactly
                ? cost(instruction + 1, runEnd)
                : restOfPayment(block, instruction) - cost(instruction, instruction + 1);
    }
}
