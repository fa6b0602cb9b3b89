package org.trufflecasm.compile;

import java.util.List;

/**
 * A basic block as statements and trees.
 *
 * @param statements what happens, in order
 * @param condition what its conditional jump asks; null if it has none
 * @param result what it returns, or ends the run with; null if it does neither
 */
record BlockTrees(List<Statement> statements, Tree condition, Tree result) {

    BlockTrees {
        statements = List.copyOf(statements);
    }
}
