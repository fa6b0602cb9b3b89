package org.trufflecasm.compile;

import java.util.Objects;
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
        int start = graph.start(block);
        SourcePosition here = graph.end(block) > start ? position(start) : null;
        if (here == null || block == graph.entry()) {
            return false;
        }
        int[] predecessors = graph.predecessors(block);
        for (int from : predecessors) {
            int last = graph.end(from) - 1;
            if (last < graph.start(from)
                    || flow.origins().origin(last) >= flow.origins().origin(start)
                    || !sameLine(here, position(last))) {
                return false;
            }
        }
        return predecessors.length > 0;
    }

    /**
     * Whether a statement begins with an instruction of a function whose operands are counted while
     * it runs: there each instruction that names no line is one.
     */
    boolean beginsAlone(int block, int instruction) {
        if (isEnd(instruction)) {
            return false;
        }
        return instruction == flow.graph().start(block)
                ? !continuesLine(block)
                : !sameLine(position(instruction), position(instruction - 1));
    }

    /** Whether an instruction is the one behind a function's last. */
    boolean isEnd(int instruction) {
        return flow.function().code().get(instruction).op().isEnd();
    }
}
