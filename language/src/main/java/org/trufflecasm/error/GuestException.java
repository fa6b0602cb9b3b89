package org.trufflecasm.error;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.interop.ExceptionType;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import java.util.List;

/**
 * A failure of a capsule, at run time or while it is loaded. {@link ErrorKind#isCatchable()} of its
 * kind says whether the capsule may handle it.
 *
 * <p>For hosts it is an exception with the members {@code kind}, {@code message} and {@code trace};
 * the trace is an array of objects with the members {@code function}, {@code file} (null if
 * unknown), {@code line}, {@code column} and {@code instruction}, innermost frame first.
 */
@ExportLibrary(InteropLibrary.class)
@SuppressWarnings("static-method")
public class GuestException extends AbstractTruffleException {
    private static final long serialVersionUID = 1L;
    private static final String KIND = "kind";
    private static final String MESSAGE = "message";
    private static final String TRACE = "trace";

    private final ErrorKind kind;
    private final transient SourceSection loadLocation;
    private transient List<TraceFrame> trace;
    private transient FrameLog log;
    private boolean passedOn;

    /** The failure whose value is thrown again; null if there is none. */
    private final GuestException origin;

    /**
     * @param kind a kind that happens at run time
     * @param message complete text without the kind
     * @param location the node that failed; may be null where a caller's node will be found on the
     *     stack
     */
    public GuestException(ErrorKind kind, String message, Node location) {
        this(kind, message, null, location);
    }

    /**
     * A failure that continues another one.
     *
     * @param origin the failure whose value is thrown again, and whose trace goes on; may be null
     */
    protected GuestException(ErrorKind kind, String message, GuestException origin, Node location) {
        super(message, null, UNLIMITED_STACK_TRACE, location);
        this.kind = kind;
        this.loadLocation = null;
        this.origin = origin;
    }

    /** A capsule that was refused. */
    @TruffleBoundary
    public GuestException(LoadException refused, Source source) {
        super(refused.getMessage(), null, 0, null);
        this.kind = refused.kind();
        this.origin = null;
        this.loadLocation = locate(refused.place(), source);
        this.trace = List.of();
    }

    private static SourceSection locate(LoadException.Place place, Source source) {
        if (!source.hasCharacters()) {
            return source.createUnavailableSection();
        }
        if (place.line() < 1 || place.line() > source.getLineCount()) {
            return source.createSection(0, source.getLength());
        }
        int start = source.getLineStartOffset(place.line());
        int length = source.getLineLength(place.line());
        int skipped = Math.min(Math.max(0, place.column() - 1), length);
        return source.createSection(start + skipped, length - skipped);
    }

    public final ErrorKind kind() {
        return kind;
    }

    /** Notes a frame that this failure leaves, the innermost first. */
    public void leave(FrameLog.Entry frame) {
        if (log == null) {
            log = new FrameLog();
        }
        log.add(frame);
    }

    /** The frame left last; null if none has been left. */
    public FrameLog.Entry outermostFrame() {
        return log == null ? null : log.outermost();
    }

    /**
     * Whether the frame that it passes now has been noted already, since a handler there was not
     * allowed to have it.
     */
    public boolean isPassedOn() {
        boolean result = passedOn;
        passedOn = false;
        return result;
    }

    /** Says that the frame in which this is thrown again has been noted. */
    public void passOn() {
        passedOn = true;
    }

    /** Ends the trace, once the failure has left the guest's frames; keeps one that is known. */
    public void settleTrace() {
        if (trace == null) {
            trace = List.copyOf(fullLog().frames());
        }
    }

    private FrameLog fullLog() {
        FrameLog own = log == null ? new FrameLog() : log;
        if (origin == null) {
            return own;
        }
        FrameLog full = origin.fullLog().copy();
        full.continueWith(own);
        return full;
    }

    /** The guest's frames, innermost first; null until the run has ended. */
    public List<TraceFrame> trace() {
        return trace;
    }

    /** Sets the guest's frames once they are known. */
    public void attachTrace(List<TraceFrame> frames) {
        trace = List.copyOf(frames);
    }

    @ExportMessage
    ExceptionType getExceptionType() {
        return loadLocation != null ? ExceptionType.PARSE_ERROR : ExceptionType.RUNTIME_ERROR;
    }

    @ExportMessage
    boolean isExceptionIncompleteSource() {
        return false;
    }

    @ExportMessage
    @TruffleBoundary
    boolean hasSourceLocation() {
        return loadLocation != null || encapsulatingSection() != null;
    }

    @ExportMessage(name = "getSourceLocation")
    @TruffleBoundary
    SourceSection sourceLocation() throws UnsupportedMessageException {
        SourceSection section = loadLocation != null ? loadLocation : encapsulatingSection();
        if (section == null) {
            throw UnsupportedMessageException.create();
        }
        return section;
    }

    private SourceSection encapsulatingSection() {
        return getLocation() == null ? null : getLocation().getEncapsulatingSourceSection();
    }

    @ExportMessage
    boolean hasMembers() {
        return true;
    }

    @ExportMessage
    Object getMembers(@SuppressWarnings("unused") boolean includeInternal) {
        return InteropList.of(KIND, MESSAGE, TRACE);
    }

    @ExportMessage
    @TruffleBoundary
    boolean isMemberReadable(String member) {
        return member.equals(KIND) || member.equals(MESSAGE) || member.equals(TRACE);
    }

    @ExportMessage
    @TruffleBoundary
    Object readMember(String member) throws UnknownIdentifierException {
        return switch (member) {
            case KIND -> kind.name();
            case MESSAGE -> getMessage();
            case TRACE ->
                    InteropList.of(
                            (trace == null ? List.<TraceFrame>of() : trace)
                                    .stream().map(InteropFrame::new).toArray());
            default -> throw UnknownIdentifierException.create(member);
        };
    }

    /** {@code type error: expected E, got T}. */
    @TruffleBoundary
    public static GuestException typeError(String expected, String got, Node location) {
        return new GuestException(
                ErrorKind.TypeError, "type error: expected " + expected + ", got " + got, location);
    }

    /** {@code division by zero}. */
    @TruffleBoundary
    public static GuestException divisionByZero(Node location) {
        return new GuestException(ErrorKind.DivisionByZero, "division by zero", location);
    }

    /** {@code arithmetic overflow}. */
    @TruffleBoundary
    public static GuestException overflow(Node location) {
        return new GuestException(ErrorKind.ArithmeticOverflow, "arithmetic overflow", location);
    }

    /** {@code array index out of range: I (len L)}. */
    @TruffleBoundary
    public static GuestException indexOutOfRange(long index, long length, Node location) {
        return new GuestException(
                ErrorKind.IndexOutOfRange,
                "array index out of range: " + index + " (len " + length + ")",
                location);
    }

    /** {@code load from uninitialised variable 'X'}, or {@code slot N}. */
    @TruffleBoundary
    public static GuestException uninitialized(String variable, Node location) {
        return new GuestException(
                ErrorKind.UninitializedVariable, "load from uninitialised " + variable, location);
    }

    /** {@code F takes E arg(s), got G}. */
    @TruffleBoundary
    public static GuestException arity(String function, int expected, int got, Node location) {
        return new GuestException(
                ErrorKind.ArityMismatch,
                function + " takes " + expected + " arg(s), got " + got,
                location);
    }

    /** More memory is asked for than this host can give. */
    @TruffleBoundary
    public static GuestException outOfMemory(Node location) {
        return new GuestException(ErrorKind.MemoryQuota, "memory quota exceeded", location);
    }
}
