package org.trufflecasm.flow;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.trufflecasm.core.ControlFlow;
import org.trufflecasm.flow.RegionGraphs.Region;
import org.trufflecasm.flow.Structured.Code;
import org.trufflecasm.flow.Structured.Dispatch;
import org.trufflecasm.flow.Structured.Edge;
import org.trufflecasm.flow.Structured.Guard;
import org.trufflecasm.flow.Structured.If;
import org.trufflecasm.flow.Structured.Jump;
import org.trufflecasm.flow.Structured.Label;
import org.trufflecasm.flow.Structured.Loop;
import org.trufflecasm.flow.Structured.Mark;
import org.trufflecasm.flow.Structured.Sequence;
import org.trufflecasm.flow.Structured.SetState;
import org.trufflecasm.flow.Structured.WhileLoop;

/**
 * Turns a graph into structured code, loop by loop.
 *
 * <p>Within a loop, with the loops inside it taken as single nodes, no cycle is left. Its nodes are
 * laid out along the dominator tree: each node is followed by the nodes it dominates immediately,
 * in topological order, all in one sequence. Every edge then leads forwards to a node that is
 * marked in an enclosing sequence, so a jump can always follow it. Where a node has only one way
 * in, from a branch, it may become an arm of an {@link If} instead. Jumps to what comes next
 * anyway, and labels without jumps, are taken out at the end.
 *
 * <p>Recursion follows the nesting of the result, which is bounded.
 */
final class Structurer {
    private final ControlFlowGraph graph;
    private final LoopNest loops;
    private final int maxIfDepth;
    private final RegionGraphs regions;
    private final Label[] blockLabels;

    /** Where a loop is entered from outside. */
    private final Label[] entryLabels;

    /** The end of a loop's body, while that is being made; otherwise null. */
    private final Label[] repeatLabels;

    /** The state variable of an irreducible loop: how many such loops lie around it. */
    private final int[] variables;

    /** Blocks whose label has been set. */
    private final BitSet marked = new BitSet();

    private int labels;
    private int stateVariables;

    /** A tree and the number of its state variables. */
    record Result(Sequence root, int stateVariables) {}

    /**
     * Where children of a node were put.
     *
     * @param taken the child that became the arm of the jump, or -1
     * @param notTaken the child that became the other arm, or -1
     * @param next the child that should come next, or -1
     */
    private record Placement(int taken, int notTaken, int next) {
        static final Placement NONE = new Placement(-1, -1, -1);

        static Placement next(int child) {
            return child < 0 ? NONE : new Placement(-1, -1, child);
        }

        boolean isPending(int child) {
            return child != taken && child != notTaken && child != next;
        }
    }

    private Structurer(ControlFlowGraph graph, LoopNest loops, int maxIfDepth) {
        this.graph = graph;
        this.loops = loops;
        this.maxIfDepth = maxIfDepth;
        this.regions = new RegionGraphs(graph, loops);
        this.blockLabels = new Label[graph.blockCount()];
        this.entryLabels = new Label[loops.loopCount()];
        this.repeatLabels = new Label[loops.loopCount()];
        this.variables = new int[loops.loopCount()];
        for (int loop = 1; loop < variables.length; loop++) {
            int parent = loops.parent(loop);
            variables[loop] = variables[parent] + (loops.isIrreducible(parent) ? 1 : 0);
            if (loops.isIrreducible(loop)) {
                stateVariables = Math.max(stateVariables, variables[loop] + 1);
            }
        }
    }

    static Result structure(ControlFlowGraph graph, LoopNest loops, int maxIfDepth) {
        Structurer structurer = new Structurer(graph, loops, maxIfDepth);
        List<Structured> items = new ArrayList<>();
        structurer.layOut(structurer.regions.region(0), 0, items, 0);
        return new Result(
                JumpCleaner.clean(new Sequence(items), structurer.labels),
                structurer.stateVariables);
    }

    /** Lays out a node, to which control falls, and all that it dominates in the region. */
    private void layOut(Region region, int root, List<Structured> out, int ifDepth) {
        layOutBehind(region, root, emit(region, root, out, ifDepth), out, ifDepth);
    }

    /** Lays out what a node dominates, behind the node. */
    private void layOutBehind(
            Region region, int root, Placement placement, List<Structured> out, int ifDepth) {
        IntStack pending = new IntStack();
        pushChildren(region, root, placement, pending);
        while (!pending.isEmpty()) {
            int node = pending.pop();
            int member = region.member(node);
            if (member >= 0) {
                marked.set(member);
            }
            out.add(new Mark(member >= 0 ? blockLabel(member) : entryLabel(~member)));
            pushChildren(region, node, emit(region, node, out, ifDepth), pending);
        }
    }

    private static void pushChildren(
            Region region, int node, Placement placement, IntStack pending) {
        for (int child = region.lastChild(node); child >= 0; child = region.previousChild(child)) {
            if (placement.isPending(child)) {
                pending.push(child);
            }
        }
        if (placement.next >= 0) {
            pending.push(placement.next);
        }
    }

    private Placement emit(Region region, int node, List<Structured> out, int ifDepth) {
        if (region.isDispatcher(node)) {
            List<Label> targets = new ArrayList<>();
            for (int entry : loops.entries(region.loop())) {
                targets.add(blockLabel(entry));
            }
            out.add(new Dispatch(variables[region.loop()], targets));
            return Placement.NONE;
        }
        int member = region.member(node);
        return member >= 0
                ? emitBlock(region, node, member, out, ifDepth)
                : emitLoop(region, ~member, out, ifDepth);
    }

    private Placement emitBlock(
            Region region, int node, int block, List<Structured> out, int ifDepth) {
        out.add(code(block));
        int[] successors = graph.successors(block);
        return switch (successors.length) {
            case 0 -> Placement.NONE;
            case 1 -> goTo(region, block, successors[0], out);
            default -> {
                Placement placement =
                        placeArms(region, node, successors[0], successors[1], ifDepth);
                Sequence taken = arm(region, block, successors[0], placement.taken, ifDepth);
                Sequence notTaken = arm(region, block, successors[1], placement.notTaken, ifDepth);
                out.add(new If(block, taken, notTaken));
                yield placement;
            }
        };
    }

    private Structured code(int block) {
        int handler = graph.handler(block);
        if (handler < 0) {
            return new Code(block);
        }
        List<Structured> handling = new ArrayList<>();
        pass(block, handler, handling);
        handling.add(new Jump(labelOf(handler)));
        return new Guard(block, new Sequence(handling));
    }

    /** Decides which targets of a branch become its arms. */
    private Placement placeArms(Region region, int node, int taken, int notTaken, int ifDepth) {
        int a = soleTarget(region, taken);
        int b = soleTarget(region, notTaken);
        if (ifDepth >= maxIfDepth) {
            return Placement.next(b >= 0 ? b : a);
        }
        if (a >= 0 && b >= 0) {
            if (region.childCount(node) > 2) {
                return new Placement(a, b, -1);
            }
            // The arms do not meet again here: the longer one goes on in this sequence.
            return region.weight(a) <= region.weight(b)
                    ? new Placement(a, -1, b)
                    : new Placement(-1, b, a);
        }
        if (a >= 0) {
            boolean meets = region.isChild(region.target(notTaken), node);
            return meets ? new Placement(a, -1, -1) : Placement.next(a);
        }
        if (b >= 0) {
            boolean meets = region.isChild(region.target(taken), node);
            return meets ? new Placement(-1, b, -1) : Placement.next(b);
        }
        return Placement.NONE;
    }

    /** The node of a target to which no other edge leads; else -1. */
    private static int soleTarget(Region region, int block) {
        int node = region.target(block);
        return node >= 0 && region.hasOneWayIn(node) ? node : -1;
    }

    private Sequence arm(Region region, int block, int target, int nested, int ifDepth) {
        List<Structured> items = new ArrayList<>();
        pass(block, target, items);
        if (nested >= 0) {
            layOut(region, nested, items, ifDepth + 1);
        } else {
            items.add(new Jump(labelOf(target)));
        }
        return new Sequence(items);
    }

    private Placement emitLoop(Region outer, int loop, List<Structured> out, int ifDepth) {
        Region region = regions.region(loop);
        List<Structured> body = new ArrayList<>();
        repeatLabels[loop] = newLabel();
        int header = loops.entries(loop)[0];
        if (!isWhile(loop, header)) {
            layOut(region, 0, body, ifDepth);
            out.add(new Loop(endOfBody(loop, body)));
            return Placement.NONE;
        }
        int[] successors = graph.successors(header);
        boolean continueWhenTaken = loops.contains(loop, successors[0]);
        Placement placement = goTo(region, header, successors[continueWhenTaken ? 0 : 1], body);
        layOutBehind(region, 0, placement, body, ifDepth);
        out.add(new WhileLoop(header, continueWhenTaken, endOfBody(loop, body)));
        return goTo(outer, header, successors[continueWhenTaken ? 1 : 0], out);
    }

    private Sequence endOfBody(int loop, List<Structured> body) {
        body.add(new Mark(repeatLabels[loop]));
        repeatLabels[loop] = null;
        return new Sequence(body);
    }

    /** Whether the only entry of a loop branches, to the loop or out of it. */
    private boolean isWhile(int loop, int header) {
        if (loops.isIrreducible(loop)
                || graph.flow(header) != ControlFlow.BRANCH
                || graph.handler(header) >= 0) {
            return false;
        }
        int[] successors = graph.successors(header);
        return successors.length == 2
                && loops.contains(loop, successors[0]) != loops.contains(loop, successors[1]);
    }

    /** Control goes on from a block to the only place where it can. */
    private Placement goTo(Region region, int block, int target, List<Structured> out) {
        pass(block, target, out);
        out.add(new Jump(labelOf(target)));
        return Placement.next(soleTarget(region, target));
    }

    private void pass(int block, int target, List<Structured> out) {
        out.add(new Edge(block, target));
        int loop = loops.entryOf(target);
        if (loop > 0 && loops.isIrreducible(loop) && !isAhead(loop, target)) {
            out.add(new SetState(variables[loop], loops.entryIndex(target)));
        }
    }

    /**
     * Whether an entry is still to come in the body of the irreducible loop that is being made.
     * Then it can be reached without the dispatcher.
     */
    private boolean isAhead(int loop, int entry) {
        return repeatLabels[loop] != null && loops.isIrreducible(loop) && !marked.get(entry);
    }

    /**
     * Where a jump to a block goes: to the block, to the loop that it starts, or to the end of that
     * loop's body.
     */
    private Label labelOf(int block) {
        int loop = loops.entryOf(block);
        if (loop <= 0 || isAhead(loop, block)) {
            return blockLabel(block);
        }
        return repeatLabels[loop] != null ? repeatLabels[loop] : entryLabel(loop);
    }

    private Label blockLabel(int block) {
        if (blockLabels[block] == null) {
            blockLabels[block] = newLabel();
        }
        return blockLabels[block];
    }

    private Label entryLabel(int loop) {
        if (entryLabels[loop] == null) {
            entryLabels[loop] = newLabel();
        }
        return entryLabels[loop];
    }

    private Label newLabel() {
        return new Label(labels++);
    }
}
