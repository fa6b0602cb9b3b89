package org.trufflecasm.flow;

import java.util.List;

/**
 * Structured code: a tree that only sequences, chooses, repeats, and leaves enclosing constructs
 * forwards. Immutable.
 *
 * <p>Rules, which every tree keeps:
 *
 * <ul>
 *   <li>A label is marked exactly once, by a direct item of one {@link Sequence}; it belongs to
 *       that sequence.
 *   <li>A {@link Jump} (and each target of a {@link Dispatch}) goes to a label of an enclosing
 *       sequence that is marked behind the item which holds the jump. Nothing goes backwards; only
 *       {@link Loop} and {@link WhileLoop} repeat.
 *   <li>An {@link Edge} stands wherever control passes from one block to another, also where it
 *       just falls through.
 *   <li>No path from the root has more than {@link #MAX_DEPTH} nodes, so that consumers may
 *       recurse.
 * </ul>
 */
public sealed interface Structured {

    /** {@link If}s within {@link If}s; what would lie deeper is laid out flat, with labels. */
    int MAX_IF_DEPTH = 40;

    /** Loops within loops; what would lie deeper becomes one loop with a {@link Dispatch}. */
    int MAX_LOOP_DEPTH = 100;

    /**
     * Nodes on the longest path from the root to a leaf: the root, two for each level, the last
     * branch or guard.
     */
    int MAX_DEPTH = 2 * MAX_IF_DEPTH + 2 * MAX_LOOP_DEPTH + 4;

    /**
     * One after the other.
     *
     * @param items may hold {@link Mark}s, whose labels belong to this sequence
     */
    record Sequence(List<Structured> items) implements Structured {
        /** Copies the items. */
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** The place of a label. Control falls through it. */
    record Mark(Label label) implements Structured {}

    /** Goes to the label. */
    record Jump(Label label) implements Structured {}

    /**
     * Control passes from the end of one block to the start of another here. The operands move as
     * {@link StackFlow} says.
     */
    record Edge(int from, int to) implements Structured {}

    /**
     * The instructions of a block without its terminator. If the block underflows (perhaps in the
     * terminator itself) or returns or halts, then its end is never passed and nothing that follows
     * in the sequence is reached from it.
     */
    record Code(int block) implements Structured {}

    /**
     * As {@link Code}, for a block with a handler.
     *
     * @param handling what happens if something is thrown that can be caught: passes control on to
     *     the handler, where the operands move as {@link FunctionFlow#savedOperands} says
     */
    record Guard(int block, Structured handling) implements Structured {}

    /**
     * The terminator of a block that branches; it follows the block's {@link Code} directly.
     *
     * @param block whose terminator pops the condition
     * @param taken what happens if the jump is taken
     * @param notTaken what happens if it is not
     */
    record If(int block, Structured taken, Structured notTaken) implements Structured {}

    /** Repeats the body for ever. It is left by jumps outwards and by the end of the function. */
    record Loop(Structured body) implements Structured {}

    /**
     * Runs the header, instructions and terminator; while its branch goes the way given, runs the
     * body and starts again, else goes on behind the loop. The body may be left by jumps outwards
     * as well.
     *
     * @param headerBlock a block that ends in a branch
     * @param continueWhenTaken whether the jump of the header leads to the body
     * @param body begins with the edge from the header
     */
    record WhileLoop(int headerBlock, boolean continueWhenTaken, Structured body)
            implements Structured {}

    /**
     * Sets a state variable, directly before control passes to the {@link Dispatch} that reads it.
     */
    record SetState(int variable, int value) implements Structured {}

    /** Goes to the label that the state variable selects. */
    record Dispatch(int variable, List<Label> targets) implements Structured {
        /** Copies the targets. */
        public Dispatch {
            targets = List.copyOf(targets);
        }
    }

    /** A place that jumps go to. Labels are compared by identity; the number is for people. */
    final class Label {
        private final int id;

        Label(int id) {
            this.id = id;
        }

        /** Unique in its function. */
        public int id() {
            return id;
        }

        @Override
        public String toString() {
            return "L" + id;
        }
    }
}
