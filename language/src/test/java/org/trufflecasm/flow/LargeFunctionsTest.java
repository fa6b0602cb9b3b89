package org.trufflecasm.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Op;

/** Large and deep code: on a small Java stack, with a tree of bounded depth. */
class LargeFunctionsTest {
    private static final int STACK_BYTES = 512 << 10;

    static Stream<Named<Supplier<Function>>> shapes() {
        return Stream.of(
                Named.of("guards to one exit", () -> guards(100_000)),
                Named.of("diamonds", () -> diamonds(50_000)),
                Named.of("ifs in ifs", () -> nestedIfs(50_000)),
                Named.of("else ifs", () -> elseIfs(50_000)),
                Named.of("loops in loops", () -> nestedLoops(10_000)),
                Named.of("loops with check at the end", () -> nestedRepeats(10_000)),
                Named.of("loops in a row", () -> loops(30_000)),
                Named.of("one loop with many repeats", () -> continues(30_000)),
                Named.of("two way chain", () -> twoWayChain(30_000)),
                Named.of("dispatchers in a row", () -> irreducibleRow(20_000)),
                Named.of("random", () -> random(20_000, 20_000, 20_000)),
                Named.of("random near", () -> random(30_000, 4, 12)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void isStructuredWithoutDeepRecursion(Supplier<Function> shape) throws InterruptedException {
        onSmallStack(
                () -> {
                    Function function = shape.get();
                    FunctionFlow flow = FlowCode.flow(function);
                    int depth =
                            TreeRules.check(flow.graph(), flow.structure(), flow.stateVariables());
                    assertTrue(depth <= Structured.MAX_DEPTH, "depth " + depth);
                    assertEquals(flow.structure(), flow.structure());
                    assertTrue(flow.dominators().dominates(0, flow.graph().blockCount() - 1));
                    assertTrue(FlowPrinter.structured(flow).endsWith("}\n"));
                    assertTrue(FlowPrinter.graph(flow).endsWith("\n"));
                    assertTrue(TreeRules.size(flow.structure()) <= 12 * flow.graph().blockCount());
                    for (int seed = 0; seed < 3; seed++) {
                        Run original = CodeMachine.run(function, seed, 30_000);
                        assertTrue(original.sameAs(TreeMachine.run(flow, seed, 30_000)));
                    }
                });
    }

    @Test
    void straightCodeIsOneBlock() throws InterruptedException {
        onSmallStack(
                () -> {
                    FlowCode code = new FlowCode();
                    for (int i = 0; i < 200_000; i++) {
                        code.push(i).op(Op.POP);
                    }
                    FunctionFlow flow = code.flow();
                    assertEquals(1, flow.graph().blockCount());
                    assertEquals(1, flow.stack().maxHeight());
                });
    }

    private static void onSmallStack(Runnable test) throws InterruptedException {
        AtomicReference<Throwable> problem = new AtomicReference<>();
        Thread thread = new Thread(null, test, "small stack", STACK_BYTES);
        thread.setUncaughtExceptionHandler((failed, thrown) -> problem.set(thrown));
        thread.start();
        thread.join();
        assertNull(
                problem.get(),
                () -> {
                    problem.get().printStackTrace();
                    return "failed";
                });
    }

    private static FlowCode condition(FlowCode code, String target) {
        return code.push(1).jump(Op.JMP_IF, target);
    }

    private static Function guards(int count) {
        FlowCode code = new FlowCode();
        for (int i = 0; i < count; i++) {
            condition(code, "end");
        }
        return code.function();
    }

    private static Function diamonds(int count) {
        FlowCode code = new FlowCode();
        for (int i = 0; i < count; i++) {
            condition(code, "else" + i)
                    .push(1)
                    .op(Op.POP)
                    .jump(Op.JMP, "join" + i)
                    .label("else" + i)
                    .push(2)
                    .op(Op.POP)
                    .label("join" + i);
        }
        return code.function();
    }

    private static Function nestedIfs(int depth) {
        FlowCode code = new FlowCode();
        for (int i = 0; i < depth; i++) {
            condition(code, "join" + i);
        }
        for (int i = depth - 1; i >= 0; i--) {
            code.push(i).op(Op.POP).label("join" + i);
        }
        return code.function();
    }

    private static Function elseIfs(int count) {
        FlowCode code = new FlowCode();
        for (int i = 0; i < count; i++) {
            condition(code, "else" + i).push(i).op(Op.POP).jump(Op.JMP, "end").label("else" + i);
        }
        return code.function();
    }

    private static Function nestedLoops(int depth) {
        FlowCode code = new FlowCode();
        for (int i = 0; i < depth; i++) {
            code.label("head" + i);
            condition(code, "exit" + i);
        }
        for (int i = depth - 1; i >= 0; i--) {
            code.jump(Op.JMP, "head" + i).label("exit" + i);
        }
        return code.function();
    }

    private static Function nestedRepeats(int depth) {
        FlowCode code = new FlowCode();
        for (int i = 0; i < depth; i++) {
            code.label("head" + i).op(Op.NOP);
        }
        for (int i = depth - 1; i >= 0; i--) {
            condition(code, "head" + i);
        }
        return code.function();
    }

    private static Function loops(int count) {
        FlowCode code = new FlowCode();
        for (int i = 0; i < count; i++) {
            code.label("head" + i);
            condition(code, "exit" + i).jump(Op.JMP, "head" + i).label("exit" + i);
        }
        return code.function();
    }

    private static Function continues(int count) {
        FlowCode code = new FlowCode().label("head");
        for (int i = 0; i < count; i++) {
            condition(code, "head");
        }
        return code.function();
    }

    /** From each block to the one before it and the one behind it. */
    private static Function twoWayChain(int count) {
        int[][] successors = new int[count][];
        successors[0] = new int[] {count / 2, 1};
        for (int i = 1; i < count - 1; i++) {
            successors[i] = new int[] {i - 1, i + 1};
        }
        successors[count - 1] = new int[] {};
        return FlowCode.ofGraph(successors);
    }

    private static Function irreducibleRow(int count) {
        int[][] successors = new int[3 * count + 1][];
        for (int i = 0; i < count; i++) {
            successors[3 * i] = new int[] {3 * i + 2, 3 * i + 1};
            successors[3 * i + 1] = new int[] {3 * i + 2, 3 * i + 3};
            successors[3 * i + 2] = new int[] {3 * i + 1};
        }
        successors[3 * count] = new int[] {};
        return FlowCode.ofGraph(successors);
    }

    private static Function random(int count, int back, int ahead) {
        Random random = new Random(5);
        int[][] successors = new int[count][];
        for (int i = 0; i < count; i++) {
            int low = Math.max(0, i - back);
            int high = Math.min(count, i + ahead + 1);
            successors[i] = new int[] {random.nextInt(low, high), random.nextInt(low, high)};
        }
        return FlowCode.ofGraph(successors);
    }
}
