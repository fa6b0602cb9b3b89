package org.trufflecasm.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;
import org.trufflecasm.flow.ControlFlowGraph;

/**
 * The states of a function that runs as one loop around all its blocks. A block is one part, or as
 * many as the instructions that may give way divide it into: where control comes back it must start
 * with a turn of the loop, so that the loop has one entry only. The first part of each block has
 * the number of the block.
 */
final class DispatchParts {
    private final List<Part> parts = new ArrayList<>();
    private final Map<Integer, Integer> behind = new HashMap<>();
    private final Map<Integer, Integer> resuming = new HashMap<>();

    /**
     * Some instructions of a block that run in one turn.
     *
     * @param from the first of them
     * @param to behind the last of them
     * @param resumes whether it is where the instruction {@code from}, which has given way, goes on
     * @param endsBlock whether control goes from its end to another block
     */
    record Part(int block, int from, int to, boolean resumes, boolean endsBlock) {}

    private DispatchParts() {}

    /** Divides the blocks. */
    static DispatchParts of(ControlFlowGraph graph, Function function, Suspension suspension) {
        DispatchParts result = new DispatchParts();
        for (int block = 0; block < graph.blockCount(); block++) {
            result.parts.add(null);
        }
        for (int block = 0; block < graph.blockCount(); block++) {
            result.divide(block, graph, function, suspension);
        }
        return result;
    }

    private void divide(
            int block, ControlFlowGraph graph, Function function, Suspension suspension) {
        int from = graph.start(block);
        int state = block;
        for (int index = from; index < graph.end(block); index++) {
            Instruction instruction = function.code().get(index);
            if (instruction.op().runsOtherCode() && suspension.mayGiveWay(instruction)) {
                parts.set(state, new Part(block, from, index + 1, false, false));
                if (instruction.op() != Op.YIELD) {
                    resuming.put(index, parts.size());
                    parts.add(new Part(block, index, index + 1, true, false));
                }
                state = parts.size();
                parts.add(null);
                behind.put(index, state);
                from = index + 1;
            }
        }
        parts.set(state, new Part(block, from, graph.end(block), false, true));
    }

    /** How many states there are. */
    int count() {
        return parts.size();
    }

    /** What runs in a state. */
    Part part(int state) {
        return parts.get(state);
    }

    /** The state behind an instruction that may give way. */
    int behind(int instruction) {
        return behind.get(instruction);
    }

    /** The state in which an instruction goes on that has given way. */
    int resuming(int instruction) {
        return resuming.get(instruction);
    }
}
