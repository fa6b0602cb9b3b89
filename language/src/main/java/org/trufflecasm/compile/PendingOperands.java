package org.trufflecasm.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The operand stack while a block is translated: a tree for each operand. Keeps account of which
 * trees have effects and which locals are read, so that a deep stack does not make every statement
 * slow.
 */
final class PendingOperands {
    private final List<Tree> trees;
    private final Map<Integer, Integer> reads;

    /** No tree below this index has an effect. */
    private int settled;

    PendingOperands() {
        this(new ArrayList<>(), new HashMap<>(), 0);
    }

    private PendingOperands(List<Tree> trees, Map<Integer, Integer> reads, int settled) {
        this.trees = trees;
        this.reads = reads;
        this.settled = settled;
    }

    PendingOperands copy() {
        return new PendingOperands(new ArrayList<>(trees), new HashMap<>(reads), settled);
    }

    /** All trees, the deepest first. */
    List<Tree> all() {
        return List.copyOf(trees);
    }

    int size() {
        return trees.size();
    }

    boolean isEmpty() {
        return trees.isEmpty();
    }

    Tree get(int index) {
        return trees.get(index);
    }

    void push(Tree tree) {
        trees.add(tree);
        count(tree, 1);
    }

    Tree pop() {
        Tree tree = trees.removeLast();
        count(tree, -1);
        settled = Math.min(settled, trees.size());
        return tree;
    }

    /** Takes the topmost operands, the deepest first. */
    List<Tree> pop(int number) {
        List<Tree> top = trees.subList(trees.size() - number, trees.size());
        List<Tree> taken = List.copyOf(top);
        top.clear();
        taken.forEach(tree -> count(tree, -1));
        settled = Math.min(settled, trees.size());
        return taken;
    }

    void set(int index, Tree tree) {
        count(trees.get(index), -1);
        trees.set(index, tree);
        count(tree, 1);
    }

    /** Moves an operand to the top. */
    void moveToTop(int index) {
        settled = Math.min(settled, index);
        trees.add(trees.remove(index));
    }

    /**
     * The first index at or after {@code from} and below {@code end} whose tree has an effect;
     * {@code end} if none.
     */
    int nextEffect(int from, int end) {
        int index = Math.max(from, settled);
        while (index < end && !trees.get(index).hasEffect()) {
            index++;
        }
        return Math.min(index, end);
    }

    /** Notes that no operand below {@code end} has an effect any more. */
    void settleBelow(int end) {
        settled = Math.max(settled, end);
    }

    /** Whether some operand is a plain read of a local. */
    boolean isRead(int local) {
        return reads.containsKey(local);
    }

    private void count(Tree tree, int change) {
        if (tree instanceof Tree.Read(int local)) {
            reads.merge(local, change, (old, more) -> old + more == 0 ? null : old + more);
        }
    }
}
