package org.trufflecasm.compile;

import java.util.List;
import org.trufflecasm.core.Op;

/**
 * A value of the operand stack that has not been computed yet: what to compute when it is needed.
 *
 * <p>Constants and reads of locals may be computed at any time before the local changes; an {@link
 * Operation} has an effect or may fail, so its place among other operations must be kept.
 */
sealed interface Tree {

    /**
     * A value that is known: {@code Long}, {@code Double}, {@code Boolean}, {@code String}, or null
     * for null.
     */
    record Constant(Object value) implements Tree {}

    /** A local, by its number in {@link Locals}. */
    record Read(int local) implements Tree {}

    /**
     * An operand of a stack that is counted at run time.
     *
     * @param depth how far below the top it lies
     * @param taken how many operands are taken with it; then its depth is 0
     */
    record Operand(int depth, int taken) implements Tree {}

    /** One of the values that a call left together in a local, which nothing changes. */
    record Part(int local, int index) implements Tree {}

    /**
     * An operation on operands.
     *
     * @param op what is done; for some instructions not the instruction's own operation
     * @param instruction the instruction it comes from, for errors and stepping
     * @param operands the deepest first
     * @param operandsBelow how many operands stay on the guest's stack below those taken
     * @param depth how many operations are nested in it, itself included
     */
    record Operation(Op op, int instruction, List<Tree> operands, int operandsBelow, int depth)
            implements Tree {
        Operation(Op op, int instruction, List<Tree> operands, int operandsBelow) {
            this(op, instruction, List.copyOf(operands), operandsBelow, 1 + deepest(operands));
        }

        private static int deepest(List<Tree> operands) {
            int deepest = 0;
            for (Tree operand : operands) {
                if (operand instanceof Operation operation) {
                    deepest = Math.max(deepest, operation.depth);
                }
            }
            return deepest;
        }
    }

    /** Whether its place among other operations must be kept. */
    default boolean hasEffect() {
        return this instanceof Operation || this instanceof Operand;
    }
}
