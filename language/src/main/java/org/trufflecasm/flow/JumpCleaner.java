package org.trufflecasm.flow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
 * Takes out jumps to what comes next anyway, then labels without jumps, and numbers the remaining
 * labels anew.
 */
final class JumpCleaner {
    /** The remaining jumps to each label, by its old number. */
    private final int[] uses;

    private final Label[] renamed;
    private int count;

    /** Labels that control meets before anything else: the nearest first. */
    private record Upcoming(Label label, Upcoming further) {}

    private JumpCleaner(int labels) {
        this.uses = new int[labels];
        this.renamed = new Label[labels];
    }

    /**
     * @param labels above the number of every label in the tree
     */
    static Sequence clean(Sequence root, int labels) {
        JumpCleaner cleaner = new JumpCleaner(labels);
        return cleaner.withoutLabels(cleaner.withoutJumps(root, null));
    }

    private Sequence withoutJumps(Sequence sequence, Upcoming behind) {
        List<Structured> items = sequence.items();
        List<Structured> kept = new ArrayList<>(items.size());
        Upcoming upcoming = behind;
        for (int i = items.size() - 1; i >= 0; i--) {
            Structured item = items.get(i);
            if (item instanceof Jump jump && isUpcoming(jump.label(), upcoming)) {
                continue;
            }
            kept.add(withoutJumps(item, upcoming));
            upcoming = item instanceof Mark mark ? new Upcoming(mark.label(), upcoming) : null;
        }
        Collections.reverse(kept);
        return new Sequence(kept);
    }

    private Structured withoutJumps(Structured item, Upcoming behind) {
        return switch (item) {
            case Sequence sequence -> withoutJumps(sequence, behind);
            case If branch ->
                    new If(
                            branch.block(),
                            withoutJumps(branch.taken(), behind),
                            withoutJumps(branch.notTaken(), behind));
            case Loop loop -> new Loop(withoutJumps(loop.body(), null));
            case WhileLoop loop ->
                    new WhileLoop(
                            loop.headerBlock(),
                            loop.continueWhenTaken(),
                            withoutJumps(loop.body(), null));
            case Jump jump -> {
                uses[jump.label().id()]++;
                yield jump;
            }
            case Dispatch dispatch -> {
                dispatch.targets().forEach(target -> uses[target.id()]++);
                yield dispatch;
            }
            case Guard guard -> new Guard(guard.block(), withoutJumps(guard.handling(), null));
            case Mark mark -> mark;
            case Edge edge -> edge;
            case Code code -> code;
            case SetState state -> state;
        };
    }

    private static boolean isUpcoming(Label label, Upcoming upcoming) {
        for (Upcoming next = upcoming; next != null; next = next.further) {
            if (next.label == label) {
                return true;
            }
        }
        return false;
    }

    private Sequence withoutLabels(Sequence sequence) {
        List<Structured> kept = new ArrayList<>(sequence.items().size());
        for (Structured item : sequence.items()) {
            if (!(item instanceof Mark mark) || uses[mark.label().id()] > 0) {
                kept.add(withoutLabels(item));
            }
        }
        return new Sequence(kept);
    }

    private Structured withoutLabels(Structured item) {
        return switch (item) {
            case Sequence sequence -> withoutLabels(sequence);
            case If branch ->
                    new If(
                            branch.block(),
                            withoutLabels(branch.taken()),
                            withoutLabels(branch.notTaken()));
            case Loop loop -> new Loop(withoutLabels(loop.body()));
            case WhileLoop loop ->
                    new WhileLoop(
                            loop.headerBlock(),
                            loop.continueWhenTaken(),
                            withoutLabels(loop.body()));
            case Guard guard -> new Guard(guard.block(), withoutLabels(guard.handling()));
            case Mark mark -> new Mark(rename(mark.label()));
            case Jump jump -> new Jump(rename(jump.label()));
            case Dispatch dispatch ->
                    new Dispatch(
                            dispatch.variable(),
                            dispatch.targets().stream().map(this::rename).toList());
            case Edge edge -> edge;
            case Code code -> code;
            case SetState state -> state;
        };
    }

    private Label rename(Label label) {
        int old = label.id();
        if (renamed[old] == null) {
            renamed[old] = new Label(count++);
        }
        return renamed[old];
    }
}
