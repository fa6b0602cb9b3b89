package org.trufflecasm.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;

/** What people see. */
class FlowPrinterTest {

    @Test
    void graphShowsBlocksHeightsAndLoops() {
        FunctionFlow flow =
                new FlowCode()
                        .label("head")
                        .load("x")
                        .jump(Op.JMP_IF_NOT, "end")
                        .add(new Instruction(Op.CAP_CALL, 0, 1, "io.read"))
                        .add(Instruction.of(Op.PUSH_STR, (Object) "a\"\n"))
                        .op(Op.ADD)
                        .store("x")
                        .jump(Op.JMP, "head")
                        .flow();
        assertEquals(
                """
                f: 4 blocks, 2 operands
                  b0 [0..0) height 0 -> 0 to b1
                  b1 [0..2) height 0 -> 0 to b3 b2, loop 1 entry, depth 1
                    0: load x
                    1: jmp_if_not -> 7
                  b2 [2..7) height 0 -> 0 to b1, loop 1, depth 1
                    2: cap_call io.read 0 1
                    3: push_str "a\\"\\u000a"
                    4: add
                    5: store x
                    6: jmp -> 0
                  b3 [7..8) height 0 -> 0
                    7: end
                loop 1: depth 1, entry b1
                """,
                FlowPrinter.graph(flow));
    }

    @Test
    void underflowIsShown() {
        assertEquals(
                """
                f: 1 block, 0 operands
                  b0 [0..1) height 0
                    0: pop  ; stack underflow
                """,
                FlowPrinter.graph(new FlowCode().op(Op.POP).flow()));
    }

    @Test
    void dispatcherIsShown() {
        FunctionFlow flow = FlowCode.flow(FlowCode.ofGraph(new int[][] {{2, 1}, {2, 3}, {1}, {}}));
        assertEquals(
                """
                f {
                  b0
                  if b0 {
                    b0 -> b3
                    s0 = 1
                  } else {
                    b0 -> b1
                    s0 = 0
                  }
                  loop {
                    dispatch s0 [L0, L1]
                  L0:
                    b1
                    if b1 {
                      b1 -> b3
                    } else {
                      b1 -> b2
                      jump L2
                    }
                  L1:
                    b3
                    b3 -> b1
                    s0 = 0
                  }
                L2:
                  b2
                  b2 -> b4
                  b4
                }
                """,
                FlowPrinter.structured(flow));
    }

    @Test
    void armsAreIndented() {
        FunctionFlow flow = FlowCode.flow(FlowCode.ofGraph(new int[][] {{2, 1}, {3}, {3}, {}}));
        assertEquals(
                """
                f {
                  b0
                  if b0 {
                    b0 -> b2
                    b2
                    b2 -> b3
                  } else {
                    b0 -> b1
                    b1
                    b1 -> b3
                  }
                  b3
                }
                """,
                FlowPrinter.structured(flow));
    }
}
