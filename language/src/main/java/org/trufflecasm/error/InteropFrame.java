package org.trufflecasm.error;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import org.trufflecasm.core.SourcePosition;

/** A {@link TraceFrame} as hosts see it. */
@ExportLibrary(InteropLibrary.class)
@SuppressWarnings("static-method")
final class InteropFrame implements TruffleObject {
    private static final SourcePosition NOWHERE = new SourcePosition(null, 0, 0);

    private final TraceFrame frame;

    InteropFrame(TraceFrame frame) {
        this.frame = frame;
    }

    @ExportMessage
    boolean hasMembers() {
        return true;
    }

    @ExportMessage
    Object getMembers(@SuppressWarnings("unused") boolean includeInternal) {
        return InteropList.of("function", "file", "line", "column", "instruction");
    }

    @ExportMessage
    @TruffleBoundary
    boolean isMemberReadable(String member) {
        return switch (member) {
            case "function", "file", "line", "column", "instruction" -> true;
            default -> false;
        };
    }

    @ExportMessage
    @TruffleBoundary
    Object readMember(String member) throws UnknownIdentifierException {
        SourcePosition position = frame.position() == null ? NOWHERE : frame.position();
        return switch (member) {
            case "function" -> frame.function();
            case "file" -> position.file() == null ? Nothing.INSTANCE : position.file();
            case "line" -> position.line();
            case "column" -> position.column();
            case "instruction" -> frame.instruction();
            default -> throw UnknownIdentifierException.create(member);
        };
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
    }
}
