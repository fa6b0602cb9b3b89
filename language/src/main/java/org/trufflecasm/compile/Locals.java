package org.trufflecasm.compile;

import java.util.List;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;

/**
 * The numbering of a function's locals: first its variables, then one for each operand that lies on
 * the stack between blocks (counted from the bottom), then the states of irreducible regions, then
 * the operands saved for handlers, then temporaries. Temporaries live inside one block, so blocks
 * share them.
 */
final class Locals {
    /** The generated code numbers its locals with 16 bits, and keeps some for itself. */
    private static final int MAX_DIRECT = 20_000;

    private final int variables;
    private final int operands;
    private final int states;
    private final int saved;
    private int temporaries;

    /**
     * @param function the function
     * @param greatestEdgeHeight the greatest height of the operand stack between blocks
     * @param states how many irreducible regions need a state
     * @param saved how many operands are saved for handlers
     */
    Locals(Function function, int greatestEdgeHeight, int states, int saved) {
        this.variables = function.slots().size();
        this.operands = greatestEdgeHeight;
        this.states = states;
        this.saved = saved;
    }

    /** The local of a variable slot. */
    int variable(int slot) {
        return slot;
    }

    /** The local of the operand at {@code height} between blocks; 0 is the bottom. */
    int operand(int height) {
        return variables + height;
    }

    boolean isOperand(int local) {
        return local >= variables && local < variables + operands;
    }

    /** The local that holds the state of an irreducible region. */
    int state(int variable) {
        return variables + operands + variable;
    }

    /** The local of an operand saved for a handler, by its number in the function. */
    int saved(int number) {
        return variables + operands + states + number;
    }

    /** The local of a block's {@code number}-th temporary. */
    int temporary(int number) {
        temporaries = Math.max(temporaries, number + 1);
        return variables + operands + states + saved + number;
    }

    /** The variables that an operation takes before its operands, {@code load} apart. */
    List<Tree> readBy(Instruction instruction) {
        return instruction.readSlots().stream()
                .<Tree>map(slot -> new Tree.Read(variable(slot)))
                .toList();
    }

    /** How many locals lie in an array, since the builder does not take so many. */
    int inArray() {
        return Math.max(0, count() - MAX_DIRECT);
    }

    /** Where a local lies in the array; negative if it is a local of the builder. */
    static int arrayIndex(int local) {
        return local - MAX_DIRECT;
    }

    /** How many locals there are so far. */
    private int count() {
        return variables + operands + states + saved + temporaries;
    }
}
