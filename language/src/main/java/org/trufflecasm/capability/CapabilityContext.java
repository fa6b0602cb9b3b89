package org.trufflecasm.capability;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage.Env;
import com.oracle.truffle.api.interop.InteropLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.limits.Deadline;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.CrushSemantics;
import org.trufflecasm.runtime.Registers;
import org.trufflecasm.runtime.Semantics;

/** What capabilities may use of the context that a capsule runs in. One thread at a time. */
public final class CapabilityContext {
    private final Semantics semantics;
    private final OutputBudget budget = new OutputBudget();
    private final OutputAccount output;
    private final OutputAccount errorOutput;
    private final LineInput input;
    private Deadline deadline = Deadline.NONE;
    private final HostAccess access;
    private final CapabilityDeadline callDeadline;
    private final RandomNumbers random = new RandomNumbers();
    private long clockReadings;
    private AuditLog audit;
    private Scopes scopes;

    /** The newest call into code that is not ours; null if there is none. */
    private CallArena call;

    /**
     * A context with an empty buffer and without a limit of output.
     *
     * @param input standard input; never read further than asked for
     * @param output standard output; buffered here, see {@link #flush()}
     * @param errorOutput standard error; every line is passed on at once
     */
    public CapabilityContext(InputStream input, OutputStream output, OutputStream errorOutput) {
        this(input, output, errorOutput, new CrushSemantics(new Arena(new Registers())));
    }

    /**
     * As above, with the rules and the account of a context, and without access to anything else.
     *
     * @param semantics the rules of the wing that runs
     */
    public CapabilityContext(
            InputStream input, OutputStream output, OutputStream errorOutput, Semantics semantics) {
        this(input, output, errorOutput, semantics, HostAccess.NONE);
    }

    /**
     * A context with an empty buffer and without a limit of output.
     *
     * @param input standard input; never read further than asked for
     * @param output standard output; buffered here, see {@link #flush()}
     * @param errorOutput standard error; every line is passed on at once
     * @param semantics the rules of the wing that runs, with the account of the context
     * @param access what else capabilities may reach
     */
    public CapabilityContext(
            InputStream input,
            OutputStream output,
            OutputStream errorOutput,
            Semantics semantics,
            HostAccess access) {
        this.access = access;
        this.callDeadline = new CapabilityDeadline(access.callMillis(), access.env());
        this.semantics = semantics;
        this.input = new LineInput(input);
        this.output = new OutputAccount(output, budget);
        this.errorOutput = new OutputAccount(errorOutput, budget);
        this.errorOutput.flushEachLine(true);
    }

    /**
     * Sets how many bytes may be written from now on, to both streams together.
     *
     * @param bytes {@link Long#MAX_VALUE} for any number
     */
    public void limitOutput(long bytes) {
        budget.limit(bytes);
    }

    /**
     * Sets whether each line of standard output is passed on at once, for somebody who watches it.
     */
    public void flushEachLine(boolean each) {
        output.flushEachLine(each);
    }

    /**
     * Passes on what has been printed so far. To be called when a run ends, well or not, before
     * anything else is written to the same streams.
     *
     * @throws org.trufflecasm.error.GuestException {@code CapabilityError} if a stream fails; what
     *     could not be written is dropped
     */
    @TruffleBoundary
    public void flush() {
        try {
            output.flush();
            errorOutput.flush();
        } catch (IOException failure) {
            throw CapabilityFailures.failure("io.print", failure);
        }
    }

    /** Whether something has been printed that {@link #flush} would pass on. */
    public boolean hasOutput() {
        return output.isUsed() || errorOutput.isUsed();
    }

    /** Sets the end of the time that the run may take; it begins now. */
    public void limitTime(Deadline end) {
        deadline = end;
    }

    /** The end of the time that the run may take. */
    public Deadline deadline() {
        return deadline;
    }

    /** The account of the context's objects. */
    public Arena arena() {
        return semantics.arena();
    }

    /** The rules of the wing that runs. */
    public Semantics semantics() {
        return semantics;
    }

    /** The text of a guest value, as printing shows it. */
    public CasmString text(Object value) {
        return semantics.text(value);
    }

    /** The name of the type of a guest value, as errors show it. */
    public String typeName(Object value) {
        return semantics.typeName(value);
    }

    /** What the embedder lets capabilities reach. */
    public HostAccess access() {
        return access;
    }

    /**
     * Whether a value is an object of the host that capsules can only pass on: one that the host
     * has not given a form for guests.
     */
    @TruffleBoundary
    boolean isOpaque(Object value) {
        InteropLibrary library = InteropLibrary.getUncached();
        return access.env() != null
                && access.env().isHostObject(value)
                && !library.isNull(value)
                && !library.isBoolean(value)
                && !library.isNumber(value)
                && !library.isString(value)
                && !library.hasArrayElements(value)
                && !library.hasHashEntries(value);
    }

    /** The object of the host that stands behind a value of the guest; empty if there is none. */
    Optional<Object> hostObject(Object value) {
        Env env = access.env();
        if (env == null) {
            return Optional.empty();
        }
        if (env.isHostObject(value)) {
            return Optional.of(env.asHostObject(value));
        }
        Value seen = Context.getCurrent().asValue(value);
        return seen.isProxyObject() ? Optional.of(seen.asProxyObject()) : Optional.empty();
    }

    /** The random numbers of this context. */
    public RandomNumbers random() {
        return random;
    }

    /** Seconds since 1970; in a deterministic run the number of readings before. */
    public long readClock() {
        return access.deterministic() ? clockReadings++ : System.currentTimeMillis() / 1000;
    }

    /**
     * Milliseconds that are left of the running call of a {@link BlockingFunction}: of its own time
     * or of the run's, whichever ends earlier; negative if one of them is over.
     */
    public long millisLeft() {
        // The run's clock may have rung before a millisecond count shows it.
        return deadline.hasPassed()
                ? -1
                : Math.min(callDeadline.leftMillis(), deadline.leftMillis());
    }

    /** A text in UTF-8. */
    public static byte[] utf8(CasmString text) {
        byte[] bytes = new byte[text.utf8Length()];
        int length = Utf8.encode(text, bytes, 0);
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Notes every decision from now on. */
    public void auditTo(AuditLog log) {
        audit = log;
    }

    /** Where decisions are noted; null if nobody wants to know. */
    public AuditLog audit() {
        return audit;
    }

    /**
     * Whether the running call may reach something besides its first argument, such as what an
     * address is redirected to.
     *
     * @return why not; null if it may
     */
    public Decision.Refused refusalInScope(String value) {
        Decision.Refused refusal = scopes == null ? null : scopes.refusal(value);
        if (audit != null) {
            audit.noteMore(refusal, value);
        }
        return refusal;
    }

    /** Calls of other languages' functions that take no time to begin and to end. */
    public QuickCalls quickCalls() {
        return callDeadline.quickCalls();
    }

    /** A call into code that is not ours begins; gives the one around it, or null. */
    CallArena enterCall(CallArena begun) {
        CallArena around = call;
        call = begun;
        return around;
    }

    void leaveCall(CallArena around) {
        call = around;
    }

    /**
     * Code of the guest that is called back has failed. If no handler may catch that, it ends the
     * run whatever the code that has called back makes of it.
     */
    @TruffleBoundary
    public void noteFailure(GuestException failure) {
        quickCalls().note(failure);
        if (call != null) {
            GuestException unused = call.noted(failure);
        }
    }

    Scopes enterScopes(Scopes inner) {
        Scopes outer = scopes;
        scopes = inner;
        return outer;
    }

    void leaveScopes(Scopes outer) {
        scopes = outer;
    }

    CapabilityDeadline callDeadline() {
        return callDeadline;
    }

    OutputAccount output() {
        return output;
    }

    OutputAccount errorOutput() {
        return errorOutput;
    }

    LineInput input() {
        return input;
    }
}
