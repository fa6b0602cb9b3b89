package org.trufflecasm.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;

/**
 * Writes small innermost loops several times in a row, so that several turns pass between two looks
 * at what may interrupt a loop (a request to stop, the fuel), and values need not be moved to where
 * the next turn expects them. The optimizing compiler does so only where it can count the turns
 * beforehand, which checked arithmetic prevents.
 *
 * <p>Each instruction stays one instruction: the same ones are executed in the same order, a jump
 * to the beginning becomes a jump to the next copy. Only a conditional jump at the end changes its
 * sense, since the next copy lies behind it.
 */
final class LoopUnroller {
    /** How many instructions the copies of one loop may have together. */
    private static final int MOST_IN_LOOP = 1024;

    private static final int FEW_COPIES = 4;
    private static final int MANY_COPIES = 8;

    /** Up to this size each look at interrupts that is saved counts. */
    private static final int SMALL = 16;

    /**
     * Up to this size four copies do what eight do, and are compiled sooner. Larger loops gain if
     * they have so few turns that, with eight copies, they are none.
     */
    private static final int MEDIUM = 64;

    /** How many instructions may be added to a function. */
    private static final int MOST_ADDED = 8192;

    private final FunctionFlow flow;
    private final List<Instruction> code;

    /** For each instruction the last one that jumps back to it; -1 if none does. */
    private final int[] lastBack;

    /** For each instruction the first and the last one that jump to it; -1 if none does. */
    private final int[] firstJump;

    private final int[] lastJump;

    private LoopUnroller(FunctionFlow flow) {
        this.flow = flow;
        this.code = flow.function().code();
        this.lastBack = new int[code.size()];
        this.firstJump = new int[code.size()];
        this.lastJump = new int[code.size()];
    }

    /**
     * The same function with its loops unrolled; {@code flow} itself if there is nothing to unroll.
     *
     * @param flow of a function whose operands are not counted at run time
     */
    static FunctionFlow unroll(FunctionFlow flow) {
        FunctionFlow unrolled = new LoopUnroller(flow).unroll();
        return unrolled.isDynamic() ? flow : unrolled;
    }

    /**
     * A loop: the instructions from its head to the last jump back, and how often it is written.
     */
    private record Loop(int head, int last, int copies) {
        int size() {
            return last - head + 1;
        }
    }

    private FunctionFlow unroll() {
        findJumps();
        List<Loop> loops = new ArrayList<>();
        int added = 0;
        for (int head = 0; head < code.size(); head++) {
            int last = lastBack[head];
            int copies = last < 0 ? 1 : copies(head, last);
            if (copies > 1 && added + (copies - 1) * (last - head + 1) <= MOST_ADDED) {
                Loop loop = new Loop(head, last, copies);
                loops.add(loop);
                added += (copies - 1) * loop.size();
                head = last;
            }
        }
        return loops.isEmpty() ? flow : write(loops, added);
    }

    private void findJumps() {
        Arrays.fill(lastBack, -1);
        Arrays.fill(firstJump, -1);
        for (int i = 0; i < code.size(); i++) {
            for (int target : targets(code.get(i))) {
                if (firstJump[target] < 0) {
                    firstJump[target] = i;
                }
                lastJump[target] = i;
                if (target < i) {
                    lastBack[target] = i;
                }
            }
        }
    }

    /** How often to write a loop: 1 if it is not to be unrolled. */
    private int copies(int head, int last) {
        int size = last - head + 1;
        int copies = size > SMALL && size <= MEDIUM ? FEW_COPIES : MANY_COPIES;
        while (copies * size > MOST_IN_LOOP) {
            copies /= 2;
        }
        return copies > 1 && isSimple(head, last) && isBalanced(head, last) ? copies : 1;
    }

    /**
     * Whether the only way in is the head, no other loop lies within, and nothing that other code
     * could see or interrupt.
     */
    private boolean isSimple(int head, int last) {
        int start = flow.function().start();
        if (start > head && start <= last) {
            return false;
        }
        for (int i = head; i <= last; i++) {
            boolean isEntered =
                    i > head && firstJump[i] >= 0 && (firstJump[i] < head || lastJump[i] > last);
            boolean isHead = i > head && lastBack[i] >= 0;
            if (isEntered || isHead || !mayBeCopied(code.get(i).op())) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayBeCopied(Op op) {
        return !op.runsOtherCode()
                && !op.isEnd()
                && switch (op) {
                    case ENTER_TRY,
                            EXIT_TRY,
                            SPAWN,
                            SPAWN_VALUE,
                            CAP_CALL,
                            CALL_NATIVE,
                            PRINT,
                            PRINT_LINE,
                            HOST_REQUEST,
                            HOST_SWITCH,
                            EXEC_LANG ->
                            false;
                    default -> true;
                };
    }

    /** Whether each turn leaves as many operands as it found. */
    private boolean isBalanced(int head, int last) {
        ControlFlowGraph graph = flow.graph();
        int first = graph.blockOf(head);
        if (first < 0 || graph.start(first) != head) {
            return false;
        }
        for (int i = head; i <= last; i++) {
            int block = graph.blockOf(i);
            if (block >= 0 && flow.stack().underflowAt(block) >= 0) {
                return false;
            }
            if (block >= 0
                    && code.get(i).targets().contains(head)
                    && flow.stack().exitHeight(block) != flow.stack().entryHeight(first)) {
                return false;
            }
        }
        return true;
    }

    private FunctionFlow write(List<Loop> loops, int added) {
        int length = code.size() + added;
        int[] moved = moved(loops);
        List<Instruction> written = new ArrayList<>(length);
        int[] origins = new int[length];
        int[] copies = new int[length];
        int next = 0;
        for (Loop loop : loops) {
            while (next < loop.head()) {
                origins[written.size()] = next;
                written.add(redirected(code.get(next++), moved));
            }
            for (int copy = 0; copy < loop.copies(); copy++) {
                for (int i = loop.head(); i <= loop.last(); i++) {
                    origins[written.size()] = i;
                    copies[written.size()] = copy;
                    written.add(inCopy(loop, copy, i, moved));
                }
            }
            next = loop.last() + 1;
        }
        while (next < code.size()) {
            origins[written.size()] = next;
            written.add(redirected(code.get(next++), moved));
        }
        return FunctionFlow.of(
                flow.function().withCode(written, moved[flow.function().start()]),
                CodeOrigins.of(origins, copies, code.size()));
    }

    /** For each instruction the index of its first copy. */
    private int[] moved(List<Loop> loops) {
        int[] moved = new int[code.size()];
        int next = 0;
        int added = 0;
        for (Loop loop : loops) {
            while (next <= loop.last()) {
                moved[next] = next + added;
                next++;
            }
            added += (loop.copies() - 1) * loop.size();
        }
        while (next < moved.length) {
            moved[next] = next + added;
            next++;
        }
        return moved;
    }

    private static Instruction redirected(Instruction instruction, int[] moved) {
        return targets(instruction).isEmpty()
                ? instruction
                : jump(instruction, instruction.op(), moved[instruction.a()]);
    }

    /** The instructions that one names: where it goes, or the handler that it puts into force. */
    private static List<Integer> targets(Instruction instruction) {
        return instruction.op() == Op.ENTER_TRY ? List.of(instruction.a()) : instruction.targets();
    }

    private Instruction inCopy(Loop loop, int copy, int index, int[] moved) {
        Instruction instruction = code.get(index);
        if (instruction.targets().isEmpty()) {
            return instruction;
        }
        int target = instruction.a();
        boolean isLastCopy = copy == loop.copies() - 1;
        int head = moved[loop.head()];
        if (target == loop.head()) {
            if (index == loop.last() && !isLastCopy && instruction.op() != Op.JMP) {
                Op opposite = instruction.op() == Op.JMP_IF ? Op.JMP_IF_NOT : Op.JMP_IF;
                return jump(instruction, opposite, moved[loop.last() + 1]);
            }
            return jump(
                    instruction,
                    instruction.op(),
                    isLastCopy ? head : head + (copy + 1) * loop.size());
        }
        boolean isInside = target > loop.head() && target <= loop.last();
        return jump(
                instruction,
                instruction.op(),
                isInside ? moved[target] + copy * loop.size() : moved[target]);
    }

    private static Instruction jump(Instruction instruction, Op op, int target) {
        return new Instruction(op, target, instruction.b(), instruction.constant());
    }
}
