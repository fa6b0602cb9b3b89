package org.trufflecasm.tck.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.format.crush.CrushOpcode;

/**
 * Counts how often control comes to a line of the original source: from another line of the same
 * call, or backwards from the line itself.
 */
final class LineCounter {
    private final Map<SourcePosition, Long> counts = new HashMap<>();

    /** Notes that a frame executes an instruction. */
    void note(Frame frame, List<Step> code, int index) {
        Step step = code.get(index);
        SourcePosition position = step.position();
        boolean nothing = step.opcode() == CrushOpcode.LABEL || step.opcode() == CrushOpcode.NOP;
        if (nothing && index > 0 && isSame(position, code.get(index - 1).position())) {
            return;
        }
        boolean comes = !isSame(frame.line, position) || index <= frame.lined;
        frame.line = position;
        frame.lined = index;
        if (comes && position != null && position.line() > 0) {
            counts.merge(new SourcePosition(position.file(), position.line(), 0), 1L, Long::sum);
        }
    }

    private static boolean isSame(SourcePosition one, SourcePosition other) {
        return one != null
                && other != null
                && one.line() == other.line()
                && Objects.equals(one.file(), other.file());
    }

    Map<SourcePosition, Long> counts() {
        return counts;
    }
}
