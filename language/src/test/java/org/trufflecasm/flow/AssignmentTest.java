package org.trufflecasm.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.trufflecasm.core.ControlFlow;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;

/** Which loads need no check. */
class AssignmentTest {

    @Test
    void parametersAreAssigned() {
        FunctionFlow flow = new FlowCode().parameters("p").load("p").load("x").flow();
        assertTrue(flow.isDefinitelyAssigned(0));
        assertFalse(flow.isDefinitelyAssigned(1));
        assertFalse(flow.readsBeforeStore(0));
        assertTrue(flow.readsBeforeStore(1));
    }

    @Test
    void storeOnOneWayOnlyIsNotEnough() {
        FlowCode code =
                new FlowCode()
                        .push(1)
                        .jump(Op.JMP_IF, "join")
                        .push(1)
                        .store("x")
                        .label("join")
                        .load("x");
        FunctionFlow flow = code.flow();
        assertFalse(flow.isDefinitelyAssigned(4));
        assertTrue(flow.readsBeforeStore(0));
    }

    @Test
    void storeBeforeLoopHoldsInIt() {
        FunctionFlow flow =
                new FlowCode()
                        .push(1)
                        .store("x")
                        .label("head")
                        .load("x")
                        .store("y")
                        .load("y")
                        .jump(Op.JMP_IF, "head")
                        .flow();
        assertTrue(flow.isDefinitelyAssigned(2));
        assertTrue(flow.isDefinitelyAssigned(4));
        assertFalse(flow.readsBeforeStore(0));
        assertFalse(flow.readsBeforeStore(1));
    }

    @Test
    void loadsThatNeverRunAreNotCounted() {
        FunctionFlow flow = new FlowCode().op(Op.RET).load("x").flow();
        assertFalse(flow.readsBeforeStore(0));
    }

    @Test
    void largeFunctionsAreNotSearched() {
        FlowCode code = new FlowCode().parameters("p");
        code.push(1).store("x");
        for (int i = 0; i < 16_000 - 2; i++) {
            code.slot("v" + i);
        }
        for (int i = 0; i < 4000; i++) {
            code.push(1).jump(Op.JMP, code.size() + 2).op(Op.NOP);
        }
        int load = code.size();
        FunctionFlow flow = code.load("p").load("x").flow();
        assertTrue(flow.isDefinitelyAssigned(load));
        assertFalse(flow.isDefinitelyAssigned(load + 1));
    }

    /** Against a search that goes instruction by instruction. */
    @Test
    void agreesWithPlainSearch() {
        for (int seed = 0; seed < 3000; seed++) {
            Function function = sample(new Random(seed));
            FunctionFlow flow = FlowCode.flow(function);
            BitSet[] before = plain(function);
            BitSet unsure = new BitSet();
            for (int index = 0; index < before.length; index++) {
                Instruction instruction = function.code().get(index);
                if (instruction.op() == Op.LOAD && before[index] != null) {
                    boolean definite = before[index].get(instruction.a());
                    assertEquals(
                            definite,
                            flow.isDefinitelyAssigned(index),
                            "seed " + seed + " at " + index);
                    if (!definite) {
                        unsure.set(instruction.a());
                    }
                }
            }
            for (int slot = 0; slot < function.slots().size(); slot++) {
                assertEquals(
                        unsure.get(slot),
                        flow.readsBeforeStore(slot),
                        "seed " + seed + " slot " + slot);
            }
        }
    }

    private static Function sample(Random random) {
        FlowCode code = new FlowCode().parameters("v0");
        int slots = random.nextInt(20) == 0 ? 130 : 5;
        for (int slot = 0; slot < slots; slot++) {
            code.slot("v" + slot);
        }
        int blocks = 2 + random.nextInt(9);
        for (int block = 0; block < blocks; block++) {
            code.label("b" + block);
            for (int i = random.nextInt(4); i > 0; i--) {
                String slot = "v" + random.nextInt(slots);
                if (random.nextBoolean()) {
                    code.push(1).store(slot);
                } else {
                    code.load(slot).op(Op.POP);
                }
            }
            if (random.nextInt(4) > 0) {
                code.push(1).jump(Op.JMP_IF, "b" + random.nextInt(blocks));
            } else if (random.nextBoolean()) {
                code.jump(Op.JMP, "b" + random.nextInt(blocks));
            }
        }
        return code.function();
    }

    /** What is assigned before each instruction; null where control never comes. */
    private static BitSet[] plain(Function function) {
        List<Instruction> code = function.code();
        BitSet[] before = new BitSet[code.size()];
        before[0] = new BitSet();
        before[0].set(0, function.boundParameters());
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int index = 0; index < before.length; index++) {
                if (before[index] != null) {
                    Instruction instruction = code.get(index);
                    BitSet after = (BitSet) before[index].clone();
                    if (instruction.op() == Op.STORE) {
                        after.set(instruction.a());
                    }
                    ControlFlow flow = instruction.op().flow();
                    if (flow == ControlFlow.JUMP || flow == ControlFlow.BRANCH) {
                        changed |= meet(before, instruction.a(), after);
                    }
                    if (flow.fallsThrough()) {
                        changed |= meet(before, index + 1, after);
                    }
                }
            }
        }
        return before;
    }

    private static boolean meet(BitSet[] before, int index, BitSet assigned) {
        if (before[index] == null) {
            before[index] = (BitSet) assigned.clone();
            return true;
        }
        int known = before[index].cardinality();
        before[index].and(assigned);
        return before[index].cardinality() != known;
    }
}
