package org.trufflecasm.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Dominators and loops, against their definitions. */
class DominatorsTest {

    @Test
    void agreeWithDefinition() {
        for (int seed = 0; seed < 4000; seed++) {
            ControlFlowGraph graph = sample(new Random(seed));
            Dominators dominators = Dominators.of(graph.successorGraph(), graph.predecessorGraph());
            BitSet[] over = new BitSet[graph.blockCount()];
            for (int block = 0; block < over.length; block++) {
                over[block] = reachedWithout(graph, block);
                over[block].flip(0, over.length);
            }
            for (int block = 0; block < over.length; block++) {
                int closest = -1;
                for (int other = 0; other < over.length; other++) {
                    assertEquals(
                            over[other].get(block),
                            dominators.dominates(other, block),
                            "seed " + seed);
                    if (other != block
                            && over[other].get(block)
                            && (closest < 0 || over[closest].get(other))) {
                        closest = other;
                    }
                }
                assertEquals(closest, dominators.immediate(block), "seed " + seed + " b" + block);
            }
        }
    }

    /** A loop is irreducible exactly if none of its blocks dominates all of them. */
    @Test
    void entriesOfLoopsDominateThem() {
        for (int seed = 0; seed < 4000; seed++) {
            ControlFlowGraph graph = sample(new Random(seed));
            Dominators dominators = Dominators.of(graph.successorGraph(), graph.predecessorGraph());
            LoopNest loops = LoopNest.of(graph, Structured.MAX_LOOP_DEPTH);
            for (int loop = 1; loop < loops.loopCount(); loop++) {
                int[] entries = loops.entries(loop);
                boolean dominated = true;
                for (int block = 0; block < graph.blockCount(); block++) {
                    dominated &=
                            !loops.contains(loop, block) || dominators.dominates(entries[0], block);
                }
                assertEquals(!loops.isIrreducible(loop), dominated, "seed " + seed);
                assertEquals(loops.depth(loops.parent(loop)) + 1, loops.depth(loop));
                for (int entry : entries) {
                    assertEquals(loop, loops.entryOf(entry));
                    assertEquals(loop, loops.loopOf(entry));
                }
            }
        }
    }

    private static ControlFlowGraph sample(Random random) {
        int[][] successors = new int[2 + random.nextInt(14)][];
        for (int block = 0; block < successors.length; block++) {
            successors[block] = random.ints(random.nextInt(3), 0, successors.length).toArray();
        }
        return FlowCode.flow(FlowCode.ofGraph(successors)).graph();
    }

    private static BitSet reachedWithout(ControlFlowGraph graph, int removed) {
        BitSet reached = new BitSet();
        IntStack pending = new IntStack();
        pending.push(0);
        while (!pending.isEmpty()) {
            int block = pending.pop();
            if (block != removed && !reached.get(block)) {
                reached.set(block);
                for (int target : graph.successors(block)) {
                    pending.push(target);
                }
            }
        }
        return reached;
    }
}
