package org.trufflecasm.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.flow.Structured.Label;

/**
 * Checks that a tree keeps the rules of {@link Structured}, that it holds each block and each edge
 * of the graph once, and that no jump or label is superfluous.
 */
final class TreeRules {
    private final ControlFlowGraph graph;
    private final int stateVariables;
    private final BitSet blocks = new BitSet();
    private final Map<Structured.Edge, Integer> edges = new HashMap<>();

    /** Labels that may be gone to: those of enclosing sequences that are marked later. */
    private final Map<Label, Integer> open = new HashMap<>();

    private final Map<Label, Integer> used = new HashMap<>();
    private final BitSet labelIds = new BitSet();
    private int depth;
    private int deepest;

    private TreeRules(ControlFlowGraph graph, int stateVariables) {
        this.graph = graph;
        this.stateVariables = stateVariables;
    }

    /** Gives the number of nodes on the longest path. */
    static int check(ControlFlowGraph graph, Structured root, int stateVariables) {
        TreeRules rules = new TreeRules(graph, stateVariables);
        rules.visit(root);
        rules.require(rules.blocks.cardinality() == graph.blockCount(), "a block is missing");
        int count = 0;
        for (int block = 0; block < graph.blockCount(); block++) {
            for (int target : graph.successors(block)) {
                Structured.Edge edge = new Structured.Edge(block, target);
                int left = rules.edges.getOrDefault(edge, 0) - 1;
                rules.require(left >= 0, "missing " + edge);
                rules.edges.put(edge, left);
                count++;
            }
        }
        rules.require(
                rules.edges.values().stream().allMatch(left -> left == 0),
                "too many edges than " + count);
        return rules.deepest;
    }

    private void require(boolean condition, String problem) {
        if (!condition) {
            throw new AssertionError(problem);
        }
    }

    private void visit(Structured node) {
        depth++;
        deepest = Math.max(deepest, depth);
        switch (node) {
            case Structured.Sequence sequence -> visitItems(sequence.items());
            case Structured.Mark mark ->
                    require(open.containsKey(mark.label()), "mark outside of a sequence");
            case Structured.Jump jump -> use(jump.label());
            case Structured.Edge edge -> edges.merge(edge, 1, Integer::sum);
            case Structured.Code code -> once(code.block());
            case Structured.Guard guard -> {
                once(guard.block());
                visit(guard.handling());
            }
            case Structured.If branch -> {
                require(graph.successors(branch.block()).length == 2, "if without a branch");
                visit(branch.taken());
                visit(branch.notTaken());
                require(
                        startsWithEdge(branch.taken(), branch.block(), 0),
                        "no edge to the taken arm");
                require(
                        startsWithEdge(branch.notTaken(), branch.block(), 1),
                        "no edge to the other arm");
            }
            case Structured.Loop loop -> visit(loop.body());
            case Structured.WhileLoop loop -> {
                once(loop.headerBlock());
                require(graph.successors(loop.headerBlock()).length == 2, "while without a branch");
                visit(loop.body());
                require(
                        startsWithEdge(
                                loop.body(), loop.headerBlock(), loop.continueWhenTaken() ? 0 : 1),
                        "no edge to the body");
            }
            case Structured.SetState set ->
                    require(
                            set.variable() >= 0 && set.variable() < stateVariables,
                            "no such variable");
            case Structured.Dispatch dispatch -> {
                require(
                        dispatch.variable() >= 0 && dispatch.variable() < stateVariables,
                        "no such variable");
                dispatch.targets().forEach(this::use);
            }
        }
        depth--;
    }

    private boolean startsWithEdge(Structured node, int block, int way) {
        return node instanceof Structured.Sequence(List<Structured> items)
                && items.getFirst() instanceof Structured.Edge(int from, int to)
                && from == block
                && to == graph.successors(block)[way];
    }

    private void once(int block) {
        require(!blocks.get(block), "b" + block + " twice");
        blocks.set(block);
    }

    private void use(Label label) {
        require(open.containsKey(label), "jump to " + label + ", which is not ahead");
        used.merge(label, 1, Integer::sum);
    }

    private void visitItems(List<Structured> items) {
        for (Structured item : items) {
            if (item instanceof Structured.Mark(Label label)) {
                require(open.put(label, depth) == null, label + " is marked twice");
                require(!labelIds.get(label.id()), label + " is not the only one");
                labelIds.set(label.id());
            }
        }
        for (int i = 0; i < items.size(); i++) {
            Structured item = items.get(i);
            visit(item);
            if (item instanceof Structured.Mark(Label label)) {
                open.remove(label);
                require(used.containsKey(label), label + " is not used");
            }
            if (item instanceof Structured.WhileLoop loop) {
                int exit = graph.successors(loop.headerBlock())[loop.continueWhenTaken() ? 1 : 0];
                require(
                        i + 1 < items.size()
                                && items.get(i + 1)
                                        .equals(new Structured.Edge(loop.headerBlock(), exit)),
                        "no edge behind a while");
            }
            if (item instanceof Structured.Jump(Label label)) {
                boolean last = i == items.size() - 1;
                require(
                        last || items.get(i + 1) instanceof Structured.Mark,
                        "something behind a jump");
                require(
                        last || ((Structured.Mark) items.get(i + 1)).label() != label,
                        "superfluous jump");
            }
        }
    }

    /** The nodes of a tree of any depth, without recursion. */
    static int size(Structured root) {
        Deque<Structured> pending = new ArrayDeque<>(List.of(root));
        int size = 0;
        while (!pending.isEmpty()) {
            size++;
            pending.addAll(children(pending.pop()));
        }
        return size;
    }

    /** How many nodes of a kind a tree has. */
    static int count(Structured root, Class<? extends Structured> kind) {
        Deque<Structured> pending = new ArrayDeque<>(List.of(root));
        int count = 0;
        while (!pending.isEmpty()) {
            Structured node = pending.pop();
            count += kind.isInstance(node) ? 1 : 0;
            pending.addAll(children(node));
        }
        return count;
    }

    private static List<Structured> children(Structured node) {
        return switch (node) {
            case Structured.Sequence sequence -> sequence.items();
            case Structured.If branch -> List.of(branch.taken(), branch.notTaken());
            case Structured.Guard guard -> List.of(guard.handling());
            case Structured.Loop loop -> List.of(loop.body());
            case Structured.WhileLoop loop -> List.of(loop.body());
            default -> new ArrayList<>();
        };
    }
}
