package org.trufflecasm.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Op;

/** Structured code does what the code with jumps does, and keeps the rules of the tree. */
class StructurerTest {
    private static final int FUEL = 160;

    /** Every graph with up to four blocks; a third of them with hardly any nesting allowed. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void structuresEveryGraph(int blocks) {
        int[][] rows = rows(blocks);
        int graphs = (int) Math.pow(rows.length, blocks);
        IntStream.range(0, graphs)
                .parallel()
                .forEach(
                        number -> {
                            int[][] successors = new int[blocks][];
                            int rest = number;
                            for (int block = 0; block < blocks; block++) {
                                successors[block] = rows[rest % rows.length];
                                rest /= rows.length;
                            }
                            Function function = FlowCode.ofGraph(successors);
                            if (number % 3 > 0) {
                                check(
                                        function,
                                        Structured.MAX_LOOP_DEPTH,
                                        Structured.MAX_IF_DEPTH,
                                        3);
                            } else {
                                check(function, number % 2, number % 4 / 2, 3);
                            }
                        });
    }

    /** No successor, one, or two in order. */
    private static int[][] rows(int blocks) {
        List<int[]> rows = new ArrayList<>();
        rows.add(new int[0]);
        for (int first = 0; first < blocks; first++) {
            rows.add(new int[] {first});
            for (int second = 0; second < blocks; second++) {
                rows.add(new int[] {first, second});
            }
        }
        return rows.toArray(int[][]::new);
    }

    @Test
    void structuresLargerGraphs() {
        IntStream.range(0, 6000)
                .parallel()
                .forEach(
                        seed -> {
                            Random random = new Random(seed);
                            int[][] successors =
                                    randomGraph(random, 5 + random.nextInt(36), random.nextInt(4));
                            int loopDepth =
                                    random.nextBoolean()
                                            ? Structured.MAX_LOOP_DEPTH
                                            : random.nextInt(4);
                            int ifDepth =
                                    random.nextBoolean()
                                            ? Structured.MAX_IF_DEPTH
                                            : random.nextInt(4);
                            check(FlowCode.ofGraph(successors), loopDepth, ifDepth, 12);
                        });
    }

    /**
     * @param reach 0: edges lead anywhere; otherwise they mostly lead forwards, the less far the
     *     larger it is
     */
    private static int[][] randomGraph(Random random, int blocks, int reach) {
        int[][] successors = new int[blocks][];
        for (int block = 0; block < blocks; block++) {
            int count = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(2);
            successors[block] = new int[count];
            for (int i = 0; i < count; i++) {
                boolean anywhere = reach == 0 || random.nextInt(3 * reach) == 0;
                int near = block + 1 + random.nextInt(1 + 6 / Math.max(1, reach));
                successors[block][i] =
                        anywhere ? random.nextInt(blocks) : Math.min(near, blocks - 1);
            }
        }
        return successors;
    }

    /** Checks the tree that the given limits of nesting lead to. */
    private static void check(Function function, int loopDepth, int ifDepth, int runs) {
        FunctionFlow flow = FunctionFlow.of(function);
        try {
            LoopNest loops = LoopNest.of(flow.graph(), loopDepth);
            Structurer.Result tree = Structurer.structure(flow.graph(), loops, ifDepth);
            int depth = TreeRules.check(flow.graph(), tree.root(), tree.stateVariables());
            assertTrue(depth <= 2 * Math.max(1, loopDepth) + 2 * ifDepth + 4, "depth " + depth);
            for (int seed = 0; seed < runs; seed++) {
                Run original = CodeMachine.run(function, seed * 1000L, FUEL);
                Run structured =
                        TreeMachine.run(
                                flow, tree.root(), tree.stateVariables(), seed * 1000L, FUEL);
                if (!original.sameAs(structured)) {
                    fail("expected " + original + "\nbut did " + structured);
                }
            }
        } catch (RuntimeException | AssertionError problem) {
            fail(problem + "\n" + FlowPrinter.graph(flow) + FlowPrinter.structured(flow), problem);
        }
    }

    @Test
    void simpleLoopBecomesWhile() {
        FunctionFlow flow =
                new FlowCode()
                        .push(0)
                        .store("i")
                        .label("head")
                        .load("i")
                        .push(9)
                        .op(Op.LT)
                        .jump(Op.JMP_IF_NOT, "end")
                        .load("i")
                        .push(1)
                        .op(Op.ADD)
                        .store("i")
                        .jump(Op.JMP, "head")
                        .flow();
        assertEquals(
                """
                f {
                  b0
                  b0 -> b1
                  while not b1 {
                    b1 -> b2
                    b2
                    b2 -> b1
                  }
                  b1 -> b3
                  b3
                }
                """,
                FlowPrinter.structured(flow));
    }

    @Test
    void diamondNeedsNoJump() {
        FunctionFlow flow = flow(new int[][] {{2, 1}, {3}, {3}, {}});
        assertEquals(0, TreeRules.count(flow.structure(), Structured.Jump.class));
        assertEquals(0, TreeRules.count(flow.structure(), Structured.Mark.class));
    }

    @Test
    void loopThatReturnsAlongTheWay() {
        FunctionFlow flow = flow(new int[][] {{1}, {3, 2}, {1}, {}});
        assertEquals(1, TreeRules.count(flow.structure(), Structured.WhileLoop.class));
        assertEquals(0, flow.stateVariables());
    }

    @Test
    void loopWithTwoEntriesGetsDispatcher() {
        FunctionFlow flow = flow(new int[][] {{2, 1}, {2, 3}, {1}, {}});
        assertEquals(1, TreeRules.count(flow.structure(), Structured.Dispatch.class));
        assertEquals(1, flow.stateVariables());
        assertTrue(flow.loops().isIrreducible(1));
    }

    /** The loops around and beside a loop with two entries stay loops. */
    @Test
    void dispatcherSpansTheSmallestRegion() {
        // 1 is the head of an outer loop; 2 and 3 form the loop with two entries; 4 is a loop of
        // its own.
        FunctionFlow flow = flow(new int[][] {{1}, {3, 2}, {3}, {2, 4}, {4, 5}, {1, 6}, {}});
        LoopNest loops = flow.loops();
        assertEquals(1, TreeRules.count(flow.structure(), Structured.Dispatch.class));
        int irreducible =
                (int) IntStream.range(1, loops.loopCount()).filter(loops::isIrreducible).count();
        assertEquals(1, irreducible);
        assertEquals(4, loops.loopCount());
        assertEquals(1, loops.depth(loops.loopOf(flow.graph().blockOf(0)) + 1));
    }

    @Test
    void stateVariablesAreSharedByLoopsSideBySide() {
        FunctionFlow flow = flow(new int[][] {{2, 1}, {2, 3}, {1}, {5, 4}, {5, 6}, {4}, {}});
        assertEquals(2, TreeRules.count(flow.structure(), Structured.Dispatch.class));
        assertEquals(1, flow.stateVariables());
    }

    @Test
    void guardsDoNotNest() {
        int[][] successors = new int[30][];
        for (int block = 0; block < 28; block++) {
            successors[block] = new int[] {29, block + 1};
        }
        successors[28] = new int[] {29};
        successors[29] = new int[0];
        FunctionFlow flow = flow(successors);
        assertEquals(6, TreeRules.check(flow.graph(), flow.structure(), 0));
    }

    /** Ways that never meet again do not nest: the longer one goes on behind the branch. */
    @Test
    void returnsAlongTheWayDoNotNest() {
        FunctionFlow flow = flow(new int[][] {{4, 1}, {5, 2}, {6, 3}, {}, {}, {}, {}});
        assertEquals(
                """
                f {
                  b0
                  if b0 {
                    b0 -> b4
                    b4
                  } else {
                    b0 -> b1
                  }
                  b1
                  if b1 {
                    b1 -> b5
                    b5
                  } else {
                    b1 -> b2
                  }
                  b2
                  if b2 {
                    b2 -> b6
                    b6
                  } else {
                    b2 -> b3
                  }
                  b3
                }
                """,
                FlowPrinter.structured(flow));
    }

    /** Leaving a loop amid its body does not put the rest of the body into an arm. */
    @Test
    void leavingLoopDoesNotNest() {
        FunctionFlow flow = flow(new int[][] {{1}, {4, 2}, {4, 3}, {1}, {}});
        assertEquals(
                """
                f {
                  b0
                  b0 -> b1
                  while not b1 {
                    b1 -> b2
                    b2
                    if b2 {
                      b2 -> b4
                      jump L0
                    } else {
                      b2 -> b3
                    }
                    b3
                    b3 -> b1
                  }
                  b1 -> b4
                L0:
                  b4
                }
                """,
                FlowPrinter.structured(flow));
    }

    /** The same where the jump goes on in the loop. */
    @Test
    void fallingOutOfLoopDoesNotNest() {
        FunctionFlow flow = flow(new int[][] {{1}, {3, 2}, {4, 3}, {}, {1}});
        assertEquals(
                """
                f {
                  b0
                  b0 -> b1
                  while not b1 {
                    b1 -> b2
                    b2
                    if b2 {
                      b2 -> b4
                    } else {
                      b2 -> b3
                      jump L0
                    }
                    b4
                    b4 -> b1
                  }
                  b1 -> b3
                L0:
                  b3
                }
                """,
                FlowPrinter.structured(flow));
    }

    private static FunctionFlow flow(int[][] successors) {
        Function function = FlowCode.ofGraph(successors);
        check(function, 1, 1, 20);
        check(function, Structured.MAX_LOOP_DEPTH, Structured.MAX_IF_DEPTH, 20);
        return FlowCode.flow(function);
    }
}
