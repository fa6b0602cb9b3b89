package org.trufflecasm.flow;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.core.ControlFlow;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.flow.Structured.Label;

/**
 * Executes structured code, with the heights that the analysis found, and checks them and the edges
 * on the way.
 */
final class TreeMachine {
    /** The execution is over. */
    private static final Label OVER = new Label(-1);

    /** So many items are not searched one by one. */
    private static final int MANY = 60;

    private final FunctionFlow flow;
    private final ControlFlowGraph graph;
    private final List<Instruction> code;
    private final Run run;
    private final Run.Operands operands = new Run.Operands();
    private final int[] state;

    /** The labels of long sequences. */
    private final IdentityHashMap<List<Structured>, Map<Label, Integer>> marks =
            new IdentityHashMap<>();

    private int block = -1;
    private int expected;

    private TreeMachine(FunctionFlow flow, int stateVariables, Run run) {
        this.flow = flow;
        this.graph = flow.graph();
        this.code = flow.function().code();
        this.run = run;
        this.state = new int[stateVariables];
    }

    static Run run(FunctionFlow flow, long seed, int fuel) {
        return run(flow, flow.structure(), flow.stateVariables(), seed, fuel);
    }

    static Run run(FunctionFlow flow, Structured root, int stateVariables, long seed, int fuel) {
        Run run = new Run(seed, fuel);
        TreeMachine machine = new TreeMachine(flow, stateVariables, run);
        for (int i = 0; i < flow.function().initialOperands(); i++) {
            machine.operands.push(1000 + i);
        }
        Label end = machine.execute(root);
        if (end != OVER) {
            throw new AssertionError("control leaves the tree: " + end);
        }
        return run;
    }

    /** Gives null if control comes out at the end, a label to which it goes, or {@link #OVER}. */
    private Label execute(Structured node) {
        return switch (node) {
            case Structured.Sequence sequence -> sequence(sequence.items());
            case Structured.Mark mark -> null;
            case Structured.Jump jump -> jump.label();
            case Structured.Edge edge -> {
                if (block != edge.from()) {
                    throw new AssertionError("edge from b" + edge.from() + " in b" + block);
                }
                expected = edge.to();
                operands.fit(flow.stack().exitHeight(block), flow.stack().entryHeight(expected));
                yield null;
            }
            case Structured.Code body -> code(body.block());
            case Structured.Guard guard -> code(guard.block());
            case Structured.If branch -> {
                if (!terminate(branch.block())) {
                    yield OVER;
                }
                yield execute(run.decide() ? branch.taken() : branch.notTaken());
            }
            case Structured.Loop loop -> {
                Label end;
                do {
                    end = execute(loop.body());
                } while (end == null);
                yield end;
            }
            case Structured.WhileLoop loop -> whileLoop(loop);
            case Structured.SetState set -> {
                state[set.variable()] = set.value();
                yield null;
            }
            case Structured.Dispatch dispatch -> {
                int value = state[dispatch.variable()];
                state[dispatch.variable()] = -1;
                yield dispatch.targets().get(value);
            }
        };
    }

    private Label sequence(List<Structured> items) {
        for (int i = 0; i < items.size(); i++) {
            Label end = execute(items.get(i));
            if (end == OVER) {
                return OVER;
            }
            if (end != null) {
                int mark = mark(items, end, i + 1);
                if (mark < 0) {
                    return end;
                }
                i = mark;
            }
        }
        return null;
    }

    /** Where a label is marked in a sequence, at or behind {@code from}; -1 if it is not. */
    private int mark(List<Structured> items, Label label, int from) {
        if (items.size() - from > MANY) {
            int place = marks.computeIfAbsent(items, TreeMachine::marks).getOrDefault(label, -1);
            return place >= from ? place : -1;
        }
        for (int i = from; i < items.size(); i++) {
            if (items.get(i) instanceof Structured.Mark(Label marked) && marked == label) {
                return i;
            }
        }
        return -1;
    }

    private static Map<Label, Integer> marks(List<Structured> items) {
        Map<Label, Integer> places = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Structured.Mark(Label marked)) {
                places.put(marked, i);
            }
        }
        return places;
    }

    private Label whileLoop(Structured.WhileLoop loop) {
        while (true) {
            if (code(loop.headerBlock()) == OVER || !terminate(loop.headerBlock())) {
                return OVER;
            }
            if (run.decide() != loop.continueWhenTaken()) {
                return null;
            }
            Label end = execute(loop.body());
            if (end != null) {
                return end;
            }
        }
    }

    private Label code(int entered) {
        if (entered != expected) {
            throw new AssertionError("b" + entered + " instead of b" + expected);
        }
        block = entered;
        if (operands.height() != flow.stack().entryHeight(block)) {
            throw new AssertionError("height " + operands.height() + " at b" + block);
        }
        for (int index = graph.start(block); index < graph.end(block); index++) {
            if (code.get(index).op().flow() == ControlFlow.BRANCH
                    && index != flow.stack().underflowAt(block)) {
                return null;
            }
            if (!run.step(code, index, operands)) {
                return OVER;
            }
        }
        return null;
    }

    private boolean terminate(int left) {
        if (left != block) {
            throw new AssertionError("branch of b" + left + " in b" + block);
        }
        return run.step(code, graph.end(left) - 1, operands);
    }
}
