package org.trufflecasm.launcher.report;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The frames of a failure, innermost first. Of a long one only both ends are kept.
 *
 * @param first the innermost frames
 * @param omitted how many frames follow that are not kept
 * @param last the outermost frames; empty if none were left out
 */
public record Trace(List<Frame> first, int omitted, List<Frame> last) {

    /** The number of frames up to which a trace is shown whole. */
    public static final int SHOWN = 64;

    /** How many frames of each end of a longer one are shown. */
    public static final int END = 32;

    /** No frames. */
    public static final Trace NONE = new Trace(List.of(), 0, List.of());

    public Trace {
        first = List.copyOf(first);
        last = List.copyOf(last);
    }

    /**
     * A trace of {@code count} frames. A frame that will not be shown is not asked for.
     *
     * @param count number of frames
     * @param frame gives a frame by index, innermost first
     */
    public static Trace of(int count, IntFunction<Frame> frame) {
        if (count <= SHOWN) {
            return new Trace(range(0, count, frame), 0, List.of());
        }
        return new Trace(range(0, END, frame), count - 2 * END, range(count - END, count, frame));
    }

    private static List<Frame> range(int from, int to, IntFunction<Frame> frame) {
        return IntStream.range(from, to).mapToObj(frame).toList();
    }
}
