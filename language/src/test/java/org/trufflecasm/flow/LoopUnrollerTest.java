package org.trufflecasm.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;

/** Code with copies of its loops executes the same instructions; which loops have copies. */
class LoopUnrollerTest {
    private static final int FUEL = 400;

    @Test
    void executesTheSameInstructions() {
        AtomicInteger copied = new AtomicInteger();
        IntStream.range(0, 20_000)
                .parallel()
                .forEach(
                        seed -> {
                            Function function = FlowCode.ofGraph(randomGraph(new Random(seed)));
                            FunctionFlow flow = FunctionFlow.of(function);
                            FunctionFlow unrolled = LoopUnroller.unroll(flow);
                            if (unrolled != flow) {
                                copied.incrementAndGet();
                                compare(function, unrolled);
                            }
                        });
        assertTrue(copied.get() > 4000, copied + " programs had loops to copy");
    }

    private static int[][] randomGraph(Random random) {
        int[][] successors = new int[2 + random.nextInt(9)][];
        for (int block = 0; block < successors.length; block++) {
            int count = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(2);
            successors[block] = new int[count];
            for (int i = 0; i < count; i++) {
                boolean forwards = random.nextInt(3) > 0;
                successors[block][i] =
                        forwards
                                ? Math.min(block + 1 + random.nextInt(2), successors.length - 1)
                                : random.nextInt(successors.length);
            }
        }
        return successors;
    }

    private static void compare(Function function, FunctionFlow unrolled) {
        for (long seed = 0; seed < 8; seed++) {
            Run original = CodeMachine.run(function, seed * 1000, FUEL);
            Run copies = CodeMachine.run(function, unrolled, seed * 1000, FUEL);
            if (!original.sameAs(copies)) {
                fail(function.code() + "\nexpected " + original + "\nbut did " + copies);
            }
        }
        CodeOrigins origins = unrolled.origins();
        for (int i = 0; i < unrolled.function().code().size(); i++) {
            assertEquals(i, origins.index(origins.origin(i), origins.copy(i)));
        }
    }

    /** A loop of {@code size} instructions, jumped into by its last one. */
    private static FlowCode loop(Op jump, int size) {
        FlowCode code = new FlowCode().push(0).op(Op.POP).label("head");
        for (int i = 2; i < size; i += 2) {
            code.push(i).op(Op.POP);
        }
        return jump == Op.JMP
                ? code.op(Op.NOP).jump(jump, "head")
                : code.push(1).jump(jump, "head");
    }

    private static int copies(FlowCode code) {
        FunctionFlow flow = LoopUnroller.unroll(FunctionFlow.of(code.function()));
        return IntStream.range(0, flow.function().code().size())
                        .map(flow.origins()::copy)
                        .max()
                        .getAsInt()
                + 1;
    }

    @Test
    void theSizeOfALoopDecidesHowManyCopiesItHas() {
        assertEquals(8, copies(loop(Op.JMP_IF, 16)));
        assertEquals(4, copies(loop(Op.JMP_IF, 18)));
        assertEquals(4, copies(loop(Op.JMP_IF, 64)));
        assertEquals(8, copies(loop(Op.JMP_IF, 66)));
        assertEquals(8, copies(loop(Op.JMP_IF, 128)));
        assertEquals(4, copies(loop(Op.JMP_IF, 130)));
        assertEquals(4, copies(loop(Op.JMP_IF_NOT, 256)));
        assertEquals(2, copies(loop(Op.JMP, 512)));
        assertEquals(1, copies(loop(Op.JMP, 514)));
    }

    @Test
    void whatOthersCouldSeeIsNotCopied() {
        assertEquals(1, copies(loop(Op.JMP, 8).label("x").op(Op.NOP).jump(Op.JMP, 4)));
        FlowCode withHandler = new FlowCode().label("head").jump(Op.ENTER_TRY, "end");
        assertEquals(1, copies(withHandler.op(Op.EXIT_TRY).jump(Op.JMP, "head")));
        FlowCode withYield = new FlowCode().label("head").op(Op.YIELD);
        assertEquals(1, copies(withYield.jump(Op.JMP, "head")));
        FlowCode growing = new FlowCode().label("head").push(1).push(1);
        assertEquals(1, copies(growing.jump(Op.JMP_IF, "head")));
    }

    @Test
    void outerLoopsAreNotCopied() {
        FunctionFlow flow =
                FunctionFlow.of(
                        new FlowCode()
                                .label("outer")
                                .op(Op.NOP)
                                .label("inner")
                                .push(1)
                                .jump(Op.JMP_IF, "inner")
                                .push(2)
                                .jump(Op.JMP_IF, "outer")
                                .function());
        FunctionFlow unrolled = LoopUnroller.unroll(flow);
        assertEquals(1 + 8 * 2 + 2 + 1, unrolled.function().code().size());
        assertEquals(1, unrolled.origins().index(1, 0));
        assertEquals(5, unrolled.origins().index(1, 2));
        assertEquals(17, unrolled.origins().index(3, 0));
        Instruction flipped = unrolled.function().code().get(2);
        assertEquals(Instruction.of(Op.JMP_IF_NOT, 17), flipped);
        assertEquals(Instruction.of(Op.JMP_IF, 1), unrolled.function().code().get(16));
    }

    @Test
    void aFunctionDoesNotGrowWithoutBound() {
        FlowCode code = new FlowCode();
        for (int i = 0; i < 1000; i++) {
            code.label("head" + i).push(1).jump(Op.JMP_IF, "head" + i);
        }
        Function function = code.function();
        FunctionFlow flow = LoopUnroller.unroll(FunctionFlow.of(function));
        int added = flow.function().code().size() - function.code().size();
        assertTrue(added > 8000 && added <= 8192, added + " added");
        FunctionFlow straight = FunctionFlow.of(new FlowCode().push(1).op(Op.POP).function());
        assertSame(straight, LoopUnroller.unroll(straight));
    }
}
