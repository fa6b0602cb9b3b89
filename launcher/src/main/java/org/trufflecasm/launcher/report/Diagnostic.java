package org.trufflecasm.launcher.report;

import java.util.Objects;
import org.trufflecasm.core.SourcePosition;

/**
 * A failure, ready to be shown.
 *
 * @param code what kind of failure it is, for tools (specification §6)
 * @param kind its name, as shown: one of {@link org.trufflecasm.error.ErrorKind} or {@link
 *     #IO_ERROR}
 * @param message complete text without the kind
 * @param position where it happened; null if unknown. For a capsule that was refused this is a
 *     place in the capsule, for one that failed a place in its original source
 * @param trace guest frames
 * @param hint what to do about it; null if there is nothing to say
 */
public record Diagnostic(
        Code code, String kind, String message, SourcePosition position, Trace trace, String hint) {

    /** The kind of a file that cannot be read. */
    public static final String IO_ERROR = "IoError";

    /** The original's codes of failures. */
    public enum Code {
        /** A capsule was refused. */
        LOAD("E-RT01"),
        /** A capsule failed while it ran, or the runtime did. */
        RUN("E-RT05"),
        /** A file cannot be read or written. */
        IO("E-IO");

        private final String text;

        Code(String text) {
            this.text = text;
        }

        /** The code as tools know it. */
        public String text() {
            return text;
        }
    }

    public Diagnostic {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(trace, "trace");
    }

    /** The same with another hint. */
    public Diagnostic withHint(String other) {
        return new Diagnostic(code, kind, message, position, trace, other);
    }

    /** The same with a position. */
    public Diagnostic withPosition(SourcePosition other) {
        return new Diagnostic(code, kind, message, other, trace, hint);
    }
}
