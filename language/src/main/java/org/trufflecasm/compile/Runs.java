package org.trufflecasm.compile;

import java.util.Arrays;
import java.util.BitSet;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;
import org.trufflecasm.flow.ControlFlowGraph;
import org.trufflecasm.flow.FunctionFlow;
import org.trufflecasm.nodes.GuestFunction;
import org.trufflecasm.nodes.LinkedProgram;

/**
 * Which instructions of a function are charged together, and in advance.
 *
 * <p>A <i>run</i> is what executes without a look at other code: the instructions of a block up to
 * a call. Runs are paid in advance where it is certain that they come next: behind a call of a
 * known function, and in the blocks to which only one branch leads. A branch pays for the dearer of
 * its arms, the cheaper one gives the difference back. The first instructions of a function, and
 * the cheaper arm of a branch at their end, are paid by who calls it; there the dearer arm pays the
 * difference. So a small function charges nothing, and most others charge once. Where the fuel
 * ends, what has been paid in advance is taken back; see {@code nodes.Metering}.
 */
final class Runs {
    /** The greatest cost that is paid in advance behind a call. */
    private static final int MOST_BEHIND_CALL = 32;

    private final Function function;
    private final ControlFlowGraph graph;
    private final FunctionFlow flow;
    private final Suspension suspension;
    private final LinkedProgram program;

    /** For each block what is to be paid with its first run, by whomever. */
    private final int[] atEntry;

    /** For each block what is paid with its last run for the blocks behind it. */
    private final int[] beyond;

    /** For each block the only one from where control comes; -1 if there are more, or none. */
    private final int[] payer;

    /** The calls of which what follows is paid in advance, by their instructions. */
    private final BitSet paidBehind = new BitSet();

    /** The blocks to which control comes while the fuel is in the registers only. */
    private final BitSet fromRegisters = new BitSet();

    /** What callers pay for this function. */
    private final int paidByCaller;

    /** Whether callers also pay for the cheaper arm of the branch that ends the first block. */
    private final boolean callerPaysForArm;

    /**
     * @param flow of a function whose operands are not counted at run time
     * @param suspension which calls may give way to other tasks: nothing is paid across these
     * @param program the program of the function
     */
    Runs(FunctionFlow flow, Suspension suspension, LinkedProgram program) {
        this(flow, suspension, program, new int[flow.graph().blockCount()]);
        int[] order = payersFirst();
        for (int i = order.length - 1; i >= 0; i--) {
            payInAdvance(order[i]);
        }
        for (int block : order) {
            followFuel(block);
        }
    }

    private Runs(FunctionFlow flow, Suspension suspension, LinkedProgram program, int[] payer) {
        this.function = flow.function();
        this.graph = flow.graph();
        this.flow = flow;
        this.suspension = suspension;
        this.program = program;
        this.atEntry = new int[graph.blockCount()];
        this.beyond = new int[graph.blockCount()];
        this.payer = payer;
        Arrays.setAll(payer, this::soleOrigin);
        this.callerPaysForArm = beginsWithBranch();
        this.paidByCaller = firstInstructions();
    }

    /**
     * What every call of a function executes at least before it looks at other code: what the
     * caller pays. Nothing where a loop leads back to its beginning.
     */
    static int paidByCaller(FunctionFlow flow) {
        return new Runs(flow, null, null, new int[flow.graph().blockCount()]).paidByCaller;
    }

    private int firstInstructions() {
        int entry = graph.entry();
        if (!isPaidByCaller()) {
            return 0;
        }
        int start = graph.start(entry);
        int first = end(entry, start);
        int least = Integer.MAX_VALUE;
        for (int arm : graph.successors(entry)) {
            int begin = graph.start(arm);
            least = Math.min(least, cost(begin, end(arm, begin)));
        }
        return cost(start, first) + (callerPaysForArm ? least : 0);
    }

    private boolean beginsWithBranch() {
        int entry = graph.entry();
        int[] arms = graph.successors(entry);
        boolean branches =
                isPaidByCaller()
                        && arms.length > 0
                        && end(entry, graph.start(entry)) == graph.end(entry)
                        && !leaves(lastOf(entry));
        for (int arm : arms) {
            branches &= payer[arm] == entry;
        }
        return branches;
    }

    private Op lastOf(int block) {
        int last = graph.end(block) - 1;
        return last < graph.start(block) ? Op.NOP : function.code().get(last).op();
    }

    private int[] payersFirst() {
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
            paid += price(i);
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

    /** What an instruction costs, and the beginning of the function that it calls. */
    private int price(int instruction) {
        GuestFunction callee = callee(instruction);
        return cost(instruction, instruction + 1) + (callee == null ? 0 : callee.paidByCaller());
    }

    /** The function that an instruction calls for certain; null if there is none. */
    GuestFunction callee(int instruction) {
        Instruction call = function.code().get(instruction);
        return switch (call.op()) {
            case CALL, CALL_MANY, CALL_SHARED -> {
                GuestFunction callee = program.function(call.a());
                boolean happens =
                        callee.function().argumentCount() == call.b()
                                && flow.stack().underflowAt(graph.blockOf(instruction))
                                        != instruction;
                yield happens ? callee : null;
            }
            default -> null;
        };
    }

    private void payInAdvance(int block) {
        if (block == graph.entry() && callerPaysForArm) {
            beyond[block] = paidByCaller - cost(graph.start(block), graph.end(block));
        } else {
            for (int successor : graph.successors(block)) {
                if (payer[successor] == block) {
                    beyond[block] = Math.max(beyond[block], atEntry[successor]);
                }
            }
        }
        payBehindCalls(block);
        if (lastOf(block).runsOtherCode() && !paidBehind.get(graph.end(block) - 1)) {
            for (int successor : graph.successors(block)) {
                if (payer[successor] == block) {
                    payer[successor] = -1; // pays for itself
                }
            }
            beyond[block] = 0;
        }
    }

    /** Finds out where the fuel is at the end of a block, and so at the beginning of its arms. */
    private void followFuel(int block) {
        boolean inRegisters = block == graph.entry() ? isPaidByCaller() : fromRegisters.get(block);
        fromRegisters.set(block, inRegisters);
        for (int i = graph.start(block); i < graph.end(block); i = end(block, i)) {
            inRegisters = isInRegistersBehind(block, i, inRegisters);
        }
        for (int successor : graph.successors(block)) {
            inRegisters &= payer[successor] == block;
        }
        if (inRegisters) {
            for (int successor : graph.successors(block)) {
                fromRegisters.set(successor);
            }
        }
    }

    /** Whether callers pay for the first instructions. */
    boolean isPaidByCaller() {
        return graph.predecessors(graph.entry()).length == 0;
    }

    /**
     * Whether the fuel is in the registers only when a run has been charged.
     *
     * @param before whether it was there when control came to the run
     */
    boolean isInRegistersBehind(int block, int runStart, boolean before) {
        int runEnd = end(block, runStart);
        int amount = charge(block, runStart);
        boolean isUntouched = amount == 0 && (before || cost(runStart, runEnd) == 0);
        return isUntouched ? before : leaves(function.code().get(runEnd - 1).op());
    }

    /** Whether the fuel is in the registers only when control comes to a block. */
    boolean comesFromRegisters(int block) {
        return fromRegisters.get(block);
    }

    /** Whether the blocks behind a block expect the fuel in the registers, if it is there. */
    boolean goesOnFromRegisters(int block) {
        for (int successor : graph.successors(block)) {
            if (!fromRegisters.get(successor)) {
                return false;
            }
        }
        return true;
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

    /** What is charged with a run: negative where something is given back. */
    int charge(int block, int runStart) {
        if (runStart > graph.start(block)) {
            return paidBehind.get(runStart - 1) ? 0 : restOfPayment(block, runStart);
        }
        return atEntry[block] - paidBefore(block, runStart);
    }

    /** What of the payment that a run belongs to has been paid before it. */
    int paidBefore(int block, int runStart) {
        if (runStart > graph.start(block)) {
            return 0; // all or nothing, and then nothing is charged
        }
        if (block == graph.entry()) {
            return paidByCaller;
        }
        return payer[block] < 0 ? 0 : beyond[payer[block]];
    }

    /** What is given back on the way from one block to another, before the latter charges. */
    int returnedOnEdge(int from, int to) {
        return payer[to] == from ? 0 : beyond[from];
    }

    /** What instructions cost from one on, as far as it is paid with that one. */
    private int restOfPayment(int block, int instruction) {
        int paid = 0;
        for (int i = instruction; i < graph.end(block); i++) {
            paid += price(i);
            if (function.code().get(i).op().runsOtherCode() && !paidBehind.get(i)) {
                return paid;
            }
        }
        return paid + beyond[block];
    }

    /** Whether the fuel is kept in the function's local when an instruction comes. */
    boolean keepsFuel(int instruction) {
        int block = graph.blockOf(instruction);
        if (block < 0) {
            return false;
        }
        boolean inRegisters = fromRegisters.get(block);
        for (int i = graph.start(block); i <= instruction; i = end(block, i)) {
            inRegisters = isInRegistersBehind(block, i, inRegisters);
        }
        return !inRegisters;
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
        return exactly
                ? cost(instruction + 1, end(block, instruction))
                : restOfPayment(block, instruction) - price(instruction);
    }
}
