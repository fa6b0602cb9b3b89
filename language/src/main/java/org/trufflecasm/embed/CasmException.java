package org.trufflecasm.embed;

import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;

/**
 * A capsule was refused, has failed, was cancelled or has asked to end. Immutable and independent
 * of the run: it can be read anywhere, after the run was closed too.
 *
 * <p>The {@linkplain #getMessage() message} is the capsule's, without the kind; it may contain text
 * that the capsule chose.
 */
public final class CasmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    private final FailureKind kind;

    private final transient List<GuestFrame> trace;

    /** Where, from 1; 0 if unknown. */
    private final int line;

    /** Where in the line, from 1; 0 if unknown. */
    private final int column;

    /** With which status the capsule has ended; 0 if it has not. */
    private final int exitStatus;

    private CasmException(
            FailureKind kind,
            String message,
            List<GuestFrame> trace,
            int line,
            int column,
            int exitStatus,
            Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.trace = List.copyOf(trace);
        this.line = line;
        this.column = column;
        this.exitStatus = exitStatus;
    }

    /**
     * What an exception of the polyglot API means that a capsule has caused. To be called while the
     * context is open, unless the run was cancelled.
     *
     * @param failure what a call of a value, or the loading of a source, has thrown
     * @return the same failure, with {@code failure} as its cause
     */
    public static CasmException of(PolyglotException failure) {
        if (failure.isExit()) {
            int status = failure.getExitStatus();
            return new CasmException(
                    FailureKind.Exit,
                    "the capsule has ended with status " + status,
                    List.of(),
                    0,
                    0,
                    status,
                    failure);
        }
        if (failure.isCancelled() || failure.isInterrupted()) {
            return cancelled(failure);
        }
        Value guest = failure.getGuestObject();
        if (guest != null && guest.hasMember("kind") && guest.hasMember("trace")) {
            return ofGuest(failure, guest);
        }
        if (failure.isResourceExhausted()) {
            boolean stack = String.valueOf(failure.getMessage()).contains("Stack");
            return plain(
                    stack ? FailureKind.CallDepthQuota : FailureKind.MemoryQuota,
                    stack ? "call depth quota exceeded" : "memory quota exceeded",
                    failure);
        }
        return plain(FailureKind.InternalError, String.valueOf(failure.getMessage()), failure);
    }

    static CasmException cancelled(Throwable cause) {
        return plain(FailureKind.Cancelled, "the run was cancelled", cause);
    }

    private static CasmException plain(FailureKind kind, String message, Throwable cause) {
        return new CasmException(kind, message, List.of(), 0, 0, 0, cause);
    }

    private static CasmException ofGuest(PolyglotException failure, Value guest) {
        List<GuestFrame> trace = new ArrayList<>();
        Value frames = guest.getMember("trace");
        for (long i = 0; i < frames.getArraySize(); i++) {
            trace.add(frame(frames.getArrayElement(i)));
        }
        GuestFrame first = trace.isEmpty() ? null : trace.getFirst();
        SourceSection section = failure.getSourceLocation();
        boolean hasLines = first == null && section != null && section.hasLines();
        return new CasmException(
                FailureKind.valueOf(guest.getMember("kind").asString()),
                guest.getMember("message").asString(),
                trace,
                first != null ? first.line() : hasLines ? section.getStartLine() : 0,
                first != null ? first.column() : hasLines ? section.getStartColumn() : 0,
                0,
                failure);
    }

    private static GuestFrame frame(Value frame) {
        Value file = frame.getMember("file");
        return new GuestFrame(
                frame.getMember("function").asString(),
                file == null || file.isNull() ? null : file.asString(),
                frame.getMember("line").asInt(),
                frame.getMember("column").asInt(),
                frame.getMember("instruction").asInt());
    }

    /** {@return why} */
    public FailureKind kind() {
        return kind;
    }

    /**
     * The capsule's frames when it failed, the innermost first.
     *
     * @return empty if nothing of the capsule was running
     */
    public List<GuestFrame> trace() {
        return trace == null ? List.of() : trace;
    }

    /**
     * The line where it failed: in the original source, if the capsule names it; in the capsule's
     * own text where that is refused.
     *
     * @return from 1; 0 if unknown
     */
    public int line() {
        return line;
    }

    /**
     * The column that goes with {@link #line()}.
     *
     * @return from 1; 0 if unknown
     */
    public int column() {
        return column;
    }

    /**
     * With which status the capsule has ended.
     *
     * @return 0 to 255 if the kind is {@link FailureKind#Exit}, else 0
     */
    public int exitStatus() {
        return exitStatus;
    }

    /**
     * The failure as people read it: {@code error[KIND]: MESSAGE}, and a line for each frame.
     *
     * @return lines, without an end of line at the end
     */
    public String report() {
        StringBuilder text = new StringBuilder();
        text.append("error[").append(kind).append("]: ").append(getMessage());
        trace().forEach(frame -> text.append("\n  at ").append(frame));
        return text.toString();
    }
}
