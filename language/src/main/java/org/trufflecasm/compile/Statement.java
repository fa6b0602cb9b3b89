package org.trufflecasm.compile;

import java.util.List;
import org.trufflecasm.nodes.Failing;

/** A step of a basic block, in the order in which it must happen. */
sealed interface Statement {

    /** Computes a value and keeps it in a local. */
    record Store(int local, Tree value) implements Statement {}

    /** Computes a value for its effect. */
    record Evaluate(Tree value) implements Statement {}

    /** Fails at an instruction. */
    record Trap(int instruction, Failing failing) implements Statement {}

    /**
     * Charges instructions that run together.
     *
     * @param first the first of them
     * @param count how many
     * @param each what to do instead where the fuel ends within them: charges each, and never comes
     *     to its end
     */
    record Charge(int first, int count, List<Statement> each) implements Statement {}

    /** Charges one instruction. */
    record ChargeOne(int instruction) implements Statement {}
}
