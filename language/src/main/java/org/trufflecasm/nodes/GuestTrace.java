package org.trufflecasm.nodes;

import com.oracle.truffle.api.TruffleStackTrace;
import com.oracle.truffle.api.TruffleStackTraceElement;
import com.oracle.truffle.api.bytecode.BytecodeLocation;
import java.util.ArrayList;
import java.util.List;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.error.TraceFrame;

/** Reads the guest's frames from a failure: each with the instruction that failed, or that called. */
final class GuestTrace {
    private GuestTrace() {}

    /** The frames, innermost first. Must be called while the failure is on its way through the guest's entry. */
    static List<TraceFrame> of(GuestException failure) {
        List<TraceFrame> frames = new ArrayList<>();
        List<TruffleStackTraceElement> elements = TruffleStackTrace.getStackTrace(failure);
        if (elements == null) {
            return frames;
        }
        for (TruffleStackTraceElement element : elements) {
            if (element.getTarget().getRootNode() instanceof GuestCode code) {
                BytecodeLocation location = BytecodeLocation.get(element);
                int instruction = location == null
                        ? -1
                        : code.instructionAt(location.ensureSourceInformation().getSourceLocation());
                frames.add(new TraceFrame(code.functionName(), instruction, code.positionOf(instruction)));
            }
        }
        return frames;
    }
}
