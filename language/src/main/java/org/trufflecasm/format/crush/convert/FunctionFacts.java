package org.trufflecasm.format.crush.convert;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import org.trufflecasm.core.ControlFlow;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;
import org.trufflecasm.format.ConversionException;

/**
 * What is true of a function whenever an instruction of it runs: how many operands it has, and that
 * each variable it reads was stored. A function of which this cannot be proved is refused.
 */
final class FunctionFacts {
    /** Bits that the sets of assigned variables may take together: 32 MiB. */
    private static final long MAX_BITS = 1L << 28;

    private final Function function;

    /** Operands before each instruction; -1 where none was found to lead. */
    private final int[] heights;

    /** The variables stored for certain, where jumps lead. */
    private final BitSet[] assigned;

    private final BitSet targets = new BitSet();
    private final Deque<Integer> waiting = new ArrayDeque<>();

    private FunctionFacts(Function function) {
        this.function = function;
        this.heights = new int[function.code().size()];
        this.assigned = new BitSet[function.code().size()];
        Arrays.fill(heights, -1);
    }

    /**
     * Finds the facts.
     *
     * @throws ConversionException if heights differ where paths meet, an operand or a variable may
     *     be missing, or a handler has operands below it
     */
    static FunctionFacts of(Function function) {
        FunctionFacts facts = new FunctionFacts(function);
        facts.analyse();
        return facts;
    }

    /** How many operands there are before an instruction; -1 if it can never run. */
    int height(int instruction) {
        return heights[instruction];
    }

    private void analyse() {
        for (Instruction instruction : function.code()) {
            if (leads(instruction.op())) {
                targets.set(instruction.a());
            }
        }
        if ((long) targets.cardinality() * function.slots().size() > MAX_BITS) {
            throw new ConversionException(
                    function.name() + ": the function is too large to be converted");
        }
        BitSet first = new BitSet();
        first.set(0, function.boundParameters());
        flow(0, function.initialOperands(), first);
        while (!waiting.isEmpty()) {
            walk(waiting.remove());
        }
    }

    private static boolean leads(Op op) {
        return op == Op.ENTER_TRY
                || op.flow() == ControlFlow.JUMP
                || op.flow() == ControlFlow.BRANCH;
    }

    /** Notes that control comes to {@code to} with so many operands and those variables. */
    private void flow(int to, int height, BitSet stored) {
        if (heights[to] >= 0 && heights[to] != height) {
            throw refusal(to, "the height of the operand stack differs where paths meet");
        }
        boolean fresh = heights[to] < 0;
        heights[to] = height;
        if (assigned[to] == null) {
            assigned[to] = (BitSet) stored.clone();
        } else {
            int before = assigned[to].cardinality();
            assigned[to].and(stored);
            fresh |= assigned[to].cardinality() < before;
        }
        if (fresh) {
            waiting.add(to);
        }
    }

    /** Goes on from a place where paths meet, up to the next one. */
    private void walk(int start) {
        BitSet stored = (BitSet) assigned[start].clone();
        int height = heights[start];
        for (int i = start; ; i++) {
            Instruction instruction = function.code().get(i);
            heights[i] = height;
            if (instruction.pops() > height) {
                throw refusal(i, "there may be too few operands");
            }
            if (instruction.op() == Op.LOAD && !stored.get(instruction.a())) {
                throw refusal(
                        i,
                        "the variable "
                                + function.slots().get(instruction.a())
                                + " may be read before it is stored, which fails with its name");
            }
            if (instruction.op() == Op.STORE) {
                stored.set(instruction.a());
            }
            height += (int) (instruction.pushes() - instruction.pops());
            if (instruction.op() == Op.ENTER_TRY) {
                if (height > 0) {
                    throw refusal(i, "there are operands below the handler");
                }
                flow(instruction.a(), height + 1, stored);
            } else if (leads(instruction.op())) {
                flow(instruction.a(), height, stored);
            }
            switch (instruction.op().flow()) {
                case NEXT, BRANCH -> {
                    if (targets.get(i + 1)) {
                        flow(i + 1, height, stored);
                        return;
                    }
                }
                default -> {
                    return;
                }
            }
        }
    }

    private ConversionException refusal(int instruction, String reason) {
        return new ConversionException(function.name() + ":" + instruction + ": " + reason);
    }
}
