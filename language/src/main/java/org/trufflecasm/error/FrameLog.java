package org.trufflecasm.error;

import java.util.ArrayList;
import java.util.List;

/**
 * The guest's frames that a failure has left, innermost first, in a form that is cheap to note and
 * is read only if somebody asks. Used by one thread at a time.
 */
public final class FrameLog {
    /**
     * Of a deep recursion only so many frames at both ends get their places: nobody looks at the
     * others.
     */
    private static final int PLACED = 64;

    private final List<Entry> entries = new ArrayList<>();

    /** A frame that a failure has left. */
    public interface Entry {
        /** The name of the frame's function. */
        String function();

        /** Finds out where the frame stood: takes a while. */
        TraceFrame frame();
    }

    /** Notes one more frame. */
    public void add(Entry entry) {
        entries.add(entry);
    }

    /** The frame left last; null if there is none. */
    public Entry outermost() {
        return entries.isEmpty() ? null : entries.getLast();
    }

    /**
     * Adds the frames of {@code outer} behind those of this log, from the first frame on that
     * {@code other} has left behind the function in which this log ends.
     */
    void continueWith(FrameLog outer) {
        if (entries.isEmpty()) {
            entries.addAll(outer.entries);
            return;
        }
        String last = outermost().function();
        int common = 0;
        while (common < outer.entries.size()
                && !outer.entries.get(common).function().equals(last)) {
            common++;
        }
        for (int i = common + 1; i < outer.entries.size(); i++) {
            entries.add(outer.entries.get(i));
        }
    }

    FrameLog copy() {
        FrameLog copy = new FrameLog();
        copy.entries.addAll(entries);
        return copy;
    }

    /** The frames; those amid a deep recursion without their places. */
    List<TraceFrame> frames() {
        List<TraceFrame> frames = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            boolean placed = i < PLACED || i >= entries.size() - PLACED;
            frames.add(placed ? entry.frame() : new TraceFrame(entry.function(), -1, null));
        }
        return frames;
    }
}
