package org.trufflecasm.compile;

import java.util.List;
import org.trufflecasm.nodes.ChargeSite;
import org.trufflecasm.nodes.Failing;

/** A step of a basic block, in the order in which it must happen. */
sealed interface Statement {

    /**
     * Marks where a statement of the source begins, for tools; it ends where the next one begins.
     *
     * @param first its first instruction
     * @param last its last instruction within the block
     * @param operands what is on the operand stack before it, the deepest first: no operations
     */
    record Begin(int first, int last, List<Tree> operands) implements Statement {}

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
     * @param site what is charged
     * @param each what to do instead where the fuel ends within them: charges each, and never comes
     *     to its end
     */
    record Charge(int first, ChargeSite site, List<Statement> each) implements Statement {}

    /** Takes note of the fuel that other code has left. */
    record TakeFuel() implements Statement {}

    /** Leaves the fuel to the caller. */
    record LeaveFuel() implements Statement {}

    /**
     * Calls, and gives way as long as the callee does.
     *
     * @param local receives the result
     * @param call the call
     */
    record CallGivingWay(int local, Tree.Operation call) implements Statement {}

    /** Lets other tasks run. */
    record Yield(int instruction) implements Statement {}

    /** Waits for the task in a local, if there is one, and puts its result there. */
    record Await(int instruction, int local) implements Statement {}

    /** Charges one instruction. */
    record ChargeOne(int instruction) implements Statement {}
}
