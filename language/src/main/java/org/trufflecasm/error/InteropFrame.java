package org.trufflecasm.error;

import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.trufflecasm.core.SourcePosition;

/** A {@link TraceFrame} as hosts see it. */
final class InteropFrame extends InteropRecord {
    private static final SourcePosition NOWHERE = new SourcePosition(null, 0, 0);

    InteropFrame(TraceFrame frame) {
        super(members(frame, frame.position() == null ? NOWHERE : frame.position()));
    }

    private static SequencedMap<String, Object> members(TraceFrame frame, SourcePosition position) {
        SequencedMap<String, Object> members = new LinkedHashMap<>();
        members.put("function", frame.function());
        members.put("file", position.file() == null ? Nothing.INSTANCE : position.file());
        members.put("line", position.line());
        members.put("column", position.column());
        members.put("instruction", frame.instruction());
        return members;
    }

    /** Null for hosts. */
    @ExportLibrary(InteropLibrary.class)
    static final class Nothing implements TruffleObject {
        static final Nothing INSTANCE = new Nothing();

        private Nothing() {}

        @ExportMessage
        boolean isNull() {
            return true;
        }

        @Override
        public String toString() {
            return "null";
        }
    }
}
