package org.trufflecasm.flow;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trufflecasm.core.ControlFlow;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;

/**
 * Random stack code: with static heights it does what it does on a stack without any bound, residue
 * and nulls under the operands or not; what is refused really meets two heights at the place that
 * the message names.
 */
class StackSamplesTest {
    private static final int SAMPLES = 60_000;
    private static final int ACCEPTED = 0;
    private static final int REFUSED = 1;
    private static final int UNDERFLOWING = 2;
    private static final int CUT = 3;
    private static final int PADDED = 4;
    private static final int LOOPING = 5;

    @Test
    void staticHeightsChangeNothing() {
        AtomicIntegerArray seen = new AtomicIntegerArray(6);
        IntStream.range(0, SAMPLES).parallel().forEach(seed -> check(new Random(seed), seen));
        for (int kind = 0; kind < seen.length(); kind++) {
            assertTrue(
                    seen.get(kind) > SAMPLES / 100,
                    "too few samples of kind " + kind + ": " + seen);
        }
    }

    private static void check(Random random, AtomicIntegerArray seen) {
        Function function = sample(random);
        FunctionFlow flow = FunctionFlow.of(function);
        if (flow.isDynamic()) {
            assertTrue(
                    heights(function, flow.dynamicAt()).size() > 1,
                    () -> flow.dynamicReason() + " in " + function.code());
            seen.incrementAndGet(REFUSED);
            return;
        }
        seen.incrementAndGet(ACCEPTED);
        classify(flow, seen);
        for (int run = 0; run < 6; run++) {
            Run original = CodeMachine.run(function, run * 777L, 120);
            Run structured = TreeMachine.run(flow, run * 777L, 120);
            if (original.outcome() == Run.Outcome.UNDERFLOW) {
                seen.incrementAndGet(UNDERFLOWING);
            }
            if (!original.sameAs(structured)) {
                fail(
                        "expected "
                                + original
                                + "\nbut did "
                                + structured
                                + "\n"
                                + FlowPrinter.graph(flow));
            }
        }
    }

    private static void classify(FunctionFlow flow, AtomicIntegerArray seen) {
        boolean cut = false;
        boolean padded = false;
        StackFlow stack = flow.stack();
        for (int block = 0; block < flow.graph().blockCount(); block++) {
            for (int target : flow.graph().successors(block)) {
                cut |= stack.exitHeight(block) > stack.entryHeight(target);
                padded |= stack.exitHeight(block) < stack.entryHeight(target);
            }
        }
        if (cut) {
            seen.incrementAndGet(CUT);
        }
        if (padded) {
            seen.incrementAndGet(PADDED);
        }
        if (flow.loops().loopCount() > 1) {
            seen.incrementAndGet(LOOPING);
        }
    }

    private static Function sample(Random random) {
        int blocks = 2 + random.nextInt(6);
        int usual = random.nextInt(3);
        FlowCode code = new FlowCode().operands(usual);
        int wildness = 2 + random.nextInt(20);
        for (int block = 0; block < blocks; block++) {
            code.label("b" + block);
            int height = usual;
            for (int i = random.nextInt(6); i > 0; i--) {
                Instruction instruction = instruction(random);
                // Mostly code that keeps within the usual height, so that not all of it underflows.
                if (instruction.pops() > height && random.nextInt(wildness) > 0) {
                    instruction = push(random);
                }
                code.add(instruction);
                height += (int) (instruction.pushes() - instruction.pops());
            }
            while (height > usual && random.nextInt(wildness) > 0) {
                code.op(Op.POP);
                height--;
            }
            while (height < usual && random.nextInt(wildness) > 0) {
                code.add(push(random));
                height++;
            }
            leave(random, code, blocks);
        }
        return code.function();
    }

    private static Instruction push(Random random) {
        return Instruction.of(Op.PUSH_INT, (Object) (long) random.nextInt(9));
    }

    private static void leave(Random random, FlowCode code, int blocks) {
        switch (random.nextInt(8)) {
            case 0 -> code.op(Op.RET);
            case 1 -> code.jump(Op.JMP, "b" + random.nextInt(blocks));
            case 2, 3, 4 -> code.push(1).jump(Op.JMP_IF, "b" + random.nextInt(blocks));
            case 5 -> code.push(1).jump(Op.JMP_IF_NOT, "end");
            case 6 -> {
                if (random.nextInt(8) == 0) {
                    code.op(Op.HALT_TASK);
                }
            }
            default -> {}
        }
    }

    private static Instruction instruction(Random random) {
        return switch (random.nextInt(14)) {
            case 0 -> Instruction.of(Op.POP);
            case 1 -> Instruction.of(Op.DUP);
            case 2 -> Instruction.of(Op.SWAP);
            case 3 -> Instruction.of(Op.ROT);
            case 4 -> Instruction.of(Op.PICK, random.nextInt(4));
            case 5 -> Instruction.of(Op.ROLL, random.nextInt(4));
            case 6 -> Instruction.of(Op.STORE, 0);
            case 7 -> Instruction.of(Op.ADD);
            case 8 -> Instruction.of(Op.NEW_ARRAY, random.nextInt(4));
            case 9 -> Instruction.of(Op.PUSH_NULL);
            default -> push(random);
        };
    }

    /** The heights that the bare code can have at an instruction, as far as a search finds them. */
    private static Set<Integer> heights(Function function, int instruction) {
        record State(int index, int height) {}

        List<Instruction> code = function.code();
        Set<State> known = new HashSet<>();
        List<State> pending = new ArrayList<>();
        Set<Integer> heights = new HashSet<>();
        pending.add(new State(0, function.initialOperands()));
        while (!pending.isEmpty()) {
            State state = pending.removeLast();
            Instruction next = code.get(state.index);
            if (state.height > 60 || !known.add(state)) {
                continue;
            }
            if (state.index == instruction) {
                heights.add(state.height);
            }
            if (next.pops() > state.height) {
                continue;
            }
            int height = (int) (state.height + next.pushes() - next.pops());
            ControlFlow flow = next.op().flow();
            if (flow == ControlFlow.JUMP || flow == ControlFlow.BRANCH) {
                pending.add(new State(next.a(), height));
            }
            if (flow.fallsThrough()) {
                pending.add(new State(state.index + 1, height));
            }
        }
        return heights;
    }
}
