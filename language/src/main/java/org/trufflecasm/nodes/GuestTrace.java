package org.trufflecasm.nodes;

import com.oracle.truffle.api.TruffleStackTrace;
import com.oracle.truffle.api.TruffleStackTraceElement;
import com.oracle.truffle.api.bytecode.BytecodeLocation;
import java.util.ArrayList;
import java.util.List;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.error.TraceFrame;

/**
 * Reads the guest's frames from a failure: each with the instruction that failed, or that called.
 */
final class GuestTrace {
    /**
     * Of a deep recursion only so many frames at both ends get their places: nobody looks at the
     * others.
     */
    private static final int PLACED = 64;

    private GuestTrace() {}

    /**
     * The frames, innermost first. Must be called while the failure is on its way through the
     * guest's entry.
     */
    static List<TraceFrame> of(GuestException failure) {
        List<TraceFrame> frames = new ArrayList<>();
        List<TruffleStackTraceElement> elements = TruffleStackTrace.getStackTrace(failure);
        if (elements == null) {
            return frames;
        }
        List<TruffleStackTraceElement> guests =
                elements.stream()
                        .filter(element -> element.getTarget().getRootNode() instanceof GuestCode)
                        .toList();
        for (int i = 0; i < guests.size(); i++) {
            GuestCode code = (GuestCode) guests.get(i).getTarget().getRootNode();
            int instruction = -1;
            if (i == 0 && failure.instruction() >= 0) {
                instruction = failure.instruction();
            } else if (i < PLACED || i >= guests.size() - PLACED) {
                instruction = instruction(guests.get(i), code);
            }
            frames.add(
                    new TraceFrame(code.functionName(), instruction, code.positionOf(instruction)));
        }
        return frames;
    }

    private static int instruction(TruffleStackTraceElement element, GuestCode code) {
        BytecodeLocation location = BytecodeLocation.get(element);
        return location == null
                ? -1
                : code.instructionAt(location.ensureSourceInformation().getSourceLocation());
    }
}
