package org.trufflecasm.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Limits;
import org.trufflecasm.core.Op;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;

/** Heights of the operand stack: residue, missing results, underflow, and what is refused. */
class StackFlowTest {

    @Test
    void straightCode() {
        StackFlow stack = new FlowCode().push(1).push(2).op(Op.ADD).op(Op.RET).flow().stack();
        assertEquals(0, stack.entryHeight(0));
        assertEquals(1, stack.exitHeight(0));
        assertEquals(2, stack.maxHeight());
        assertEquals(-1, stack.underflowAt(0));
    }

    @Test
    void argumentsLieOnTheStackAtTheStart() {
        StackFlow stack = new FlowCode().operands(2).store("a").store("b").flow().stack();
        assertEquals(2, stack.entryHeight(0));
        assertEquals(2, stack.maxHeight());
        assertEquals(-1, stack.underflowAt(0));
    }

    @Test
    void operandsStayOverBranches() {
        FunctionFlow flow =
                new FlowCode()
                        .push(1)
                        .push(2)
                        .load("c")
                        .jump(Op.JMP_IF, "else")
                        .push(3)
                        .jump(Op.JMP, "join")
                        .label("else")
                        .push(4)
                        .label("join")
                        .op(Op.ADD, Op.ADD, Op.RET)
                        .flow();
        int join = flow.graph().blockOf(7);
        assertEquals(3, flow.stack().entryHeight(join));
        assertEquals(2, flow.stack().entryHeight(flow.graph().blockOf(6)));
        assertEquals(1, flow.stack().exitHeight(join));
    }

    /**
     * The code of a loop that assigns fields without dropping the object, as the original compiler
     * writes it.
     */
    @Test
    void fieldLoopHasStaticHeights() {
        Function function = fieldLoop();
        FunctionFlow flow = FlowCode.flow(function);
        int head = flow.graph().blockOf(12);
        int body = flow.graph().blockOf(16);
        int exit = flow.graph().blockOf(35);
        // None of the objects that were left behind can be consumed: the function ends with a null
        // of its own.
        assertEquals(2, flow.stack().exitHeight(0));
        assertEquals(0, flow.stack().entryHeight(head));
        assertEquals(2, flow.stack().exitHeight(body));
        assertEquals(0, flow.stack().entryHeight(exit));
        assertEquals(5, flow.stack().maxHeight());
        assertTrue(CodeMachine.run(function, 3, 5000).sameAs(TreeMachine.run(flow, 3, 5000)));
        assertEquals(1, TreeRules.count(flow.structure(), Structured.WhileLoop.class));
    }

    private static Function fieldLoop() {
        Instruction n = Instruction.of(Op.SET_FIELD, (Object) "n");
        Instruction s = Instruction.of(Op.SET_FIELD, (Object) "s");
        Instruction print = new Instruction(Op.CAP_CALL, 1, 1, "io.print");
        return new FlowCode()
                .add(Instruction.of(Op.NEW_STRUCT, (Object) "Acc"))
                .store("a")
                .load("a")
                .push(0)
                .add(n)
                .load("a")
                .push(0)
                .add(s)
                .push(0)
                .store("i")
                .push(600000)
                .store("end")
                .label("head")
                .load("end")
                .load("i")
                .op(Op.GT)
                .jump(Op.JMP_IF_NOT, "exit")
                .load("a")
                .load("a")
                .add(Instruction.of(Op.GET_FIELD, (Object) "n"))
                .push(1)
                .op(Op.ADD)
                .add(n)
                .load("a")
                .load("a")
                .add(Instruction.of(Op.GET_FIELD, (Object) "s"))
                .load("i")
                .push(7)
                .op(Op.MOD)
                .op(Op.ADD)
                .add(s)
                .load("i")
                .push(1)
                .op(Op.ADD)
                .store("i")
                .jump(Op.JMP, "head")
                .label("exit")
                .load("a")
                .add(Instruction.of(Op.GET_FIELD, (Object) "n"))
                .add(print)
                .op(Op.POP)
                .load("a")
                .add(Instruction.of(Op.GET_FIELD, (Object) "s"))
                .add(print)
                .op(Op.POP)
                .op(Op.PUSH_NULL, Op.RET)
                .function();
    }

    @Test
    void residueOfLoopIsKeptAsFarAsItCanBeReturned() {
        FunctionFlow flow =
                new FlowCode()
                        .label("head")
                        .push(7)
                        .load("c")
                        .jump(Op.JMP_IF, "head")
                        .op(Op.RET)
                        .flow();
        // Block 0 is empty. One of the operands may be the result, the first time there is none.
        assertEquals(0, flow.graph().end(0));
        assertEquals(0, flow.stack().exitHeight(0));
        assertEquals(0, flow.stack().entryHeight(1));
        assertEquals(1, flow.stack().exitHeight(1));
        assertEquals(1, flow.stack().entryHeight(2));
    }

    @Test
    void missingResultIsPadded() {
        FunctionFlow flow =
                new FlowCode()
                        .load("c")
                        .jump(Op.JMP_IF, "join")
                        .push(7)
                        .label("join")
                        .op(Op.RET)
                        .flow();
        int join = flow.graph().blockOf(3);
        assertEquals(0, flow.stack().exitHeight(0));
        assertEquals(1, flow.stack().entryHeight(join));
        assertEquals(-1, flow.stack().underflowAt(join));
    }

    @Test
    void paddingLiesUnderWhatIsConsumed() {
        Function function =
                new FlowCode()
                        .push(1)
                        .push(0)
                        .jump(Op.JMP_IF, "join")
                        .push(2)
                        .label("join")
                        .store("x")
                        .op(Op.RET)
                        .function();
        FunctionFlow flow = FlowCode.flow(function);
        int join = flow.graph().blockOf(4);
        assertEquals(2, flow.stack().entryHeight(join));
        assertEquals(1, flow.stack().exitHeight(join));
        for (int seed = 0; seed < 10; seed++) {
            assertTrue(CodeMachine.run(function, seed, 99).sameAs(TreeMachine.run(flow, seed, 99)));
        }
    }

    @Test
    void endOfBodyAndHaltTakeAnAbsentResult() {
        assertEquals(-1, new FlowCode().flow().stack().underflowAt(0));
        assertEquals(-1, new FlowCode().op(Op.RET).flow().stack().underflowAt(0));
        assertEquals(-1, new FlowCode().op(Op.HALT_TASK).flow().stack().underflowAt(0));
    }

    @Test
    void differenceThatIsConsumedNeedsADynamicStack() {
        FlowCode code =
                new FlowCode().load("c").jump(Op.JMP_IF, "join").push(7).label("join").op(Op.POP);
        assertEquals(
                "the height of its operand stack differs at instruction 3, and the difference is"
                        + " consumed",
                code.flow().dynamicReason());
    }

    @Test
    void loopThatConsumesMoreEachTimeNeedsADynamicStack() {
        FlowCode code =
                new FlowCode()
                        .operands(3)
                        .label("head")
                        .op(Op.POP)
                        .load("c")
                        .jump(Op.JMP_IF, "head");
        assertTrue(code.flow().isDynamic());
    }

    @Test
    void loopThatProducesForAnotherLoopNeedsADynamicStack() {
        FlowCode code =
                new FlowCode()
                        .label("fill")
                        .push(1)
                        .load("c")
                        .jump(Op.JMP_IF, "fill")
                        .label("drain")
                        .op(Op.POP)
                        .load("c")
                        .jump(Op.JMP_IF, "drain");
        assertTrue(code.flow().isDynamic());
    }

    @Test
    void underflowEndsItsBlock() {
        FunctionFlow flow =
                new FlowCode()
                        .push(1)
                        .op(Op.POP, Op.POP)
                        .push(2)
                        .jump(Op.JMP, "far")
                        .op(Op.NOP)
                        .label("far")
                        .op(Op.RET)
                        .flow();
        assertEquals(1, flow.graph().blockCount());
        assertEquals(2, flow.stack().underflowAt(0));
        assertEquals(3, flow.graph().end(0));
        assertArrayEquals(new int[0], flow.graph().successors(0));
        assertEquals(-1, flow.graph().blockOf(3));
        assertEquals(-1, flow.graph().blockOf(6));
    }

    @Test
    void branchWithoutConditionUnderflows() {
        FunctionFlow flow = new FlowCode().jump(Op.JMP_IF, "end").op(Op.NOP).flow();
        assertEquals(1, flow.graph().blockCount());
        assertEquals(0, flow.stack().underflowAt(0));
        assertEquals(0, TreeRules.count(flow.structure(), Structured.If.class));
        assertEquals(Run.Outcome.UNDERFLOW, TreeMachine.run(flow, 1, 10).outcome());
    }

    /** What lies only behind an underflow does not make heights differ, nor is it demanded. */
    @Test
    void codeBehindUnderflowDoesNotCount() {
        FunctionFlow flow =
                new FlowCode()
                        .push(5)
                        .load("c")
                        .jump(Op.JMP_IF, "join")
                        .op(Op.POP, Op.POP)
                        .label("join")
                        .op(Op.ADD)
                        .flow();
        assertEquals(4, flow.stack().underflowAt(flow.graph().blockOf(4)));
        assertEquals(1, flow.stack().entryHeight(flow.graph().blockOf(5)));
        assertEquals(5, flow.stack().underflowAt(flow.graph().blockOf(5)));
        assertEquals(3, flow.graph().blockCount());
    }

    @Test
    void consumingLoopThatUnderflowsAtOnce() {
        FunctionFlow flow = new FlowCode().label("head").op(Op.POP).jump(Op.JMP, "head").flow();
        int block = flow.graph().blockOf(0);
        assertEquals(0, flow.stack().underflowAt(block));
        assertEquals(1, flow.loops().loopCount());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 3000})
    void residueInNestedLoops(int depth) {
        FlowCode code = new FlowCode();
        for (int i = 0; i < depth; i++) {
            code.push(i).label("head" + i).load("c").jump(Op.JMP_IF, "exit" + i);
        }
        code.push(5);
        for (int i = depth - 1; i >= 0; i--) {
            code.jump(Op.JMP, "head" + i).label("exit" + i);
        }
        FunctionFlow flow = code.op(Op.RET).flow();
        assertTrue(flow.stack().maxHeight() <= 3, "height " + flow.stack().maxHeight());
    }

    @Test
    void deepOperandsAreKeptForPick() {
        FlowCode code = new FlowCode();
        for (int i = 0; i < 100; i++) {
            code.push(i);
        }
        FunctionFlow flow =
                code.label("head").op(Op.PICK, 99).jump(Op.JMP_IF, "head").op(Op.RET).flow();
        assertEquals(100, flow.stack().entryHeight(1));
        assertEquals(1, flow.stack().entryHeight(2));
        assertEquals(101, flow.stack().maxHeight());
    }

    @Test
    void heightHasALimit() {
        FlowCode code = new FlowCode();
        for (int i = 0; i < Limits.MAX_STACK; i++) {
            code.op(Op.PUSH_NULL);
        }
        Function allowed = code.function();
        assertEquals(
                Limits.MAX_STACK, ProgramVerifier.verify(FlowCode.program(allowed)).maxHeight(0));
        Function tooMuch = code.op(Op.PUSH_NULL).function();
        LoadException refused = assertThrows(LoadException.class, () -> FlowCode.flow(tooMuch));
        assertEquals(ErrorKind.StackQuota, refused.kind());
        assertEquals("stack quota exceeded (1000000)", refused.problem());
    }
}
