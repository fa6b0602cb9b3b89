package org.trufflecasm.compile;

import java.util.List;

/**
 * A basic block as statements and trees.
 *
 * @param statements what happens, in order
 * @param last the mark of a statement that consists of the block's end alone; null if there is none
 * @param condition what its conditional jump asks; null if it has none
 * @param result what it returns, or ends the run with; null if it does neither
 */
record BlockTrees(List<Statement> statements, Statement.Begin last, Tree condition, Tree result) {

    /** Takes the mark of the block's end from the statements, if they end with one. */
    static BlockTrees of(List<Statement> statements, Tree condition, Tree result) {
        if (!statements.isEmpty() && statements.getLast() instanceof Statement.Begin last) {
            List<Statement> others = statements.subList(0, statements.size() - 1);
            return new BlockTrees(List.copyOf(others), last, condition, result);
        }
        return new BlockTrees(List.copyOf(statements), null, condition, result);
    }
}
