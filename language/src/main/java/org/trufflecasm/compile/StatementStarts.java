package org.trufflecasm.compile;

import java.util.Objects;
import org.trufflecasm.core.Op;
import org.trufflecasm.core.SourceMap;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.flow.ControlFlowGraph;
import org.trufflecasm.flow.FunctionFlow;

/**
 * Where the statements of a function begin, for tools that stop at them and count them.
 *
 * <p>Where the capsule says which line of a source file an instruction comes from, a statement
 * begins where control comes to another line, or to the same one again by a jump backwards. Where
 * it says nothing, one begins at each basic block and behind each instruction that leaves nothing
 * on the operand stack. The instruction at a function's end belongs to none.
 */
final class StatementStarts {
    private final FunctionFlow flow;
    private final SourceMap positions;

    /**
     * @param positions of the code that was verified
     */
    StatementStarts(FunctionFlow flow, SourceMap positions) {
        this.flow = flow;
        this.positions = positions;
    }

    /** The place of an instruction of the code that is compiled; null if its line is unknown. */
    SourcePosition position(int instruction) {
        SourcePosition position = positions.at(flow.origins().origin(instruction));
        return position == null || position.line() <= 0 ? null : position;
    }

    /** Whether two places are in the same line; unknown ones are in none. */
    static boolean sameLine(SourcePosition one, SourcePosition other) {
        return one != null
                && other != null
                && one.line() == other.line()
                && Objects.equals(one.file(), other.file());
    }

    /** Whether control comes to a block forwards only, and always from the line it begins with. */
    boolean continuesLine(int block) {
        ControlFlowGraph graph = flow.graph();
        int start = first(block);
        SourcePosition here = start < graph.end(block) ? position(start) : null;
        if (here == null || block == graph.entry()) {
            return false;
        }
        int[] predecessors = graph.predecessors(block);
        for (int from : predecessors) {
            int last = graph.end(from) - 1;
            while (last >= graph.start(from) && isSilent(last)) {
                last--;
            }
            if (last < graph.start(from)
                    || flow.origins().origin(last) >= flow.origins().origin(start)
                    || !sameLine(here, position(last))) {
                return false;
            }
        }
        return predecessors.length > 0;
    }

    /**
     * The first instruction of a block with which a statement may begin; its end if there is none.
     */
    private int first(int block) {
        int instruction = flow.graph().start(block);
        while (instruction < flow.graph().end(block) && isSilent(instruction)) {
            instruction++;
        }
        return instruction;
    }

    /**
     * Whether no statement begins with an instruction: that at a function's end, and one that does
     * nothing and has no line of its own, as labels are.
     */
    boolean isSilent(int instruction) {
        Op op = flow.function().code().get(instruction).op();
        if (op != Op.NOP) {
            return op.isEnd();
        }
        SourcePosition before = positions.at(flow.origins().origin(instruction) - 1);
        return position(instruction) == null || sameLine(position(instruction), before);
    }

    /**
     * Whether a statement begins with an instruction of a function whose operands are counted while
     * it runs: there each instruction that names no line is one.
     */
    boolean beginsAlone(int block, int instruction) {
        if (isSilent(instruction)) {
            return false;
        }
        return instruction == first(block)
                ? !continuesLine(block)
                : !sameLine(position(instruction), position(instruction - 1));
    }
}
