package org.trufflecasm.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.trufflecasm.core.Op;

/** Blocks and edges. */
class ControlFlowGraphTest {

    @Test
    void emptyBodyIsOneBlock() {
        ControlFlowGraph graph = new FlowCode().flow().graph();
        assertEquals(1, graph.blockCount());
        assertEquals(0, graph.start(0));
        assertEquals(1, graph.end(0));
        assertTrue(graph.hasTerminator(0));
        assertArrayEquals(new int[0], graph.successors(0));
        assertEquals(0, graph.entry());
    }

    @Test
    void branchLeadsToTargetFirst() {
        ControlFlowGraph graph =
                new FlowCode()
                        .push(1)
                        .jump(Op.JMP_IF_NOT, "far")
                        .op(Op.NOP)
                        .label("far")
                        .op(Op.NOP)
                        .flow()
                        .graph();
        assertEquals(3, graph.blockCount());
        assertArrayEquals(new int[] {2, 1}, graph.successors(0));
        assertArrayEquals(new int[] {2}, graph.successors(1));
        assertFalse(graph.hasTerminator(1));
        assertArrayEquals(new int[] {0, 1}, graph.predecessors(2));
        assertEquals(1, graph.blockOf(2));
        assertEquals(5, graph.end(2));
    }

    @Test
    void bothWaysMayBeTheSame() {
        ControlFlowGraph graph =
                new FlowCode()
                        .push(1)
                        .jump(Op.JMP_IF, "next")
                        .label("next")
                        .op(Op.RET)
                        .flow()
                        .graph();
        assertArrayEquals(new int[] {1, 1}, graph.successors(0));
        assertArrayEquals(new int[] {0, 0}, graph.predecessors(1));
    }

    @Test
    void jumpToTheStartGetsEmptyBlockBefore() {
        ControlFlowGraph graph = new FlowCode().label("start").jump(Op.JMP, "start").flow().graph();
        assertEquals(2, graph.blockCount());
        assertEquals(graph.start(0), graph.end(0));
        assertFalse(graph.hasTerminator(0));
        assertArrayEquals(new int[] {1}, graph.successors(0));
        assertArrayEquals(new int[] {1}, graph.successors(1));
        assertArrayEquals(new int[] {0, 1}, graph.predecessors(1));
        assertEquals(1, graph.blockOf(0));
    }

    @Test
    void whatCannotBeReachedIsLeftOut() {
        ControlFlowGraph graph =
                new FlowCode()
                        .jump(Op.JMP, "end")
                        .label("dead")
                        .push(1)
                        .jump(Op.JMP_IF, "dead")
                        .jump(Op.JMP, "middle")
                        .op(Op.NOP)
                        .label("middle")
                        .op(Op.NOP)
                        .flow()
                        .graph();
        assertEquals(2, graph.blockCount());
        assertEquals(-1, graph.blockOf(1));
        assertEquals(6, graph.start(1));
    }

    /** A jump from dead code neither splits a block nor makes the entry a target. */
    @Test
    void deadJumpsDoNotSplitBlocks() {
        ControlFlowGraph graph =
                new FlowCode()
                        .op(Op.NOP)
                        .label("middle")
                        .op(Op.NOP, Op.RET)
                        .jump(Op.JMP, "middle")
                        .jump(Op.JMP, 0)
                        .flow()
                        .graph();
        assertEquals(1, graph.blockCount());
        assertEquals(3, graph.end(0));
    }
}
