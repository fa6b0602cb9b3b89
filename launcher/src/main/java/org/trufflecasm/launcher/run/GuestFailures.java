package org.trufflecasm.launcher.run;

import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.launcher.report.Diagnostic;
import org.trufflecasm.launcher.report.Frame;
import org.trufflecasm.launcher.report.Hints;
import org.trufflecasm.launcher.report.InternalErrorReport;
import org.trufflecasm.launcher.report.Trace;
import org.trufflecasm.launcher.stage.CapsuleFile;
import org.trufflecasm.launcher.stage.CapsuleLoader;

/** Turns what the polyglot API throws into outcomes. */
public final class GuestFailures {
    private final Hints hints;
    private final InternalErrorReport internalErrors;
    private final CapsuleLoader loader;

    /**
     * @param hints what a user can do
     * @param internalErrors where defects are written
     * @param loader finds where a refused capsule is wrong
     */
    public GuestFailures(Hints hints, InternalErrorReport internalErrors, CapsuleLoader loader) {
        this.hints = hints;
        this.internalErrors = internalErrors;
        this.loader = loader;
    }

    /** How a run ended that threw an exception. */
    RunOutcome outcome(PolyglotException failure) {
        if (failure.isExit()) {
            return new RunOutcome.Exited(failure.getExitStatus());
        }
        if (failure.isCancelled() || failure.isInterrupted()) {
            return new RunOutcome.Cancelled();
        }
        Value guest = failure.getGuestObject();
        if (guest != null && guest.hasMember("kind")) {
            return failed(guest, failure.isSyntaxError());
        }
        if (failure.isResourceExhausted()) {
            return new RunOutcome.Failed(hints.addTo(exhausted(failure)));
        }
        if (DebuggerLink.isLost(failure)) {
            return new RunOutcome.Failed(
                    new Diagnostic(
                            Diagnostic.Code.RUN,
                            "DebuggerLost",
                            "the debugger has gone without a farewell",
                            null,
                            Trace.NONE,
                            null));
        }
        return new RunOutcome.Failed(internalErrors.write(failure));
    }

    /** How a run ended in which code could not be compiled that had to be. */
    RunOutcome outcome(CompilerWatch.CompilationFailure failure) {
        return new RunOutcome.Failed(internalErrors.write(failure, failure.summary()));
    }

    /** The refusal of a capsule with its place in the file. */
    Diagnostic locate(Diagnostic diagnostic, CapsuleFile file) {
        if (diagnostic.code() != Diagnostic.Code.LOAD || diagnostic.position() != null) {
            return diagnostic;
        }
        return diagnostic.withPosition(loader.locateRefusal(file));
    }

    private RunOutcome failed(Value guest, boolean refused) {
        ErrorKind kind = ErrorKind.valueOf(guest.getMember("kind").asString());
        Trace trace = trace(guest.getMember("trace"));
        SourcePosition position =
                trace.first().isEmpty() ? null : trace.first().getFirst().position();
        return new RunOutcome.Failed(
                hints.addTo(
                        new Diagnostic(
                                refused ? Diagnostic.Code.LOAD : Diagnostic.Code.RUN,
                                kind.name(),
                                guest.getMember("message").asString(),
                                position,
                                trace,
                                null)));
    }

    private static Trace trace(Value frames) {
        if (frames == null || !frames.hasArrayElements()) {
            return Trace.NONE;
        }
        return Trace.of(
                Math.toIntExact(frames.getArraySize()), i -> frame(frames.getArrayElement(i)));
    }

    private static Frame frame(Value frame) {
        Value file = frame.getMember("file");
        String name = file == null || file.isNull() ? null : file.asString();
        int line = frame.getMember("line").asInt();
        int column = frame.getMember("column").asInt();
        // A column without a line says nothing.
        SourcePosition position =
                name == null && line == 0 ? null : new SourcePosition(name, line, column);
        return new Frame(
                frame.getMember("function").asString(),
                position,
                frame.getMember("instruction").asInt());
    }

    /** The runtime's own limits, should they ever be hit before ours. */
    private static Diagnostic exhausted(PolyglotException failure) {
        boolean stack = String.valueOf(failure.getMessage()).contains("Stack");
        ErrorKind kind = stack ? ErrorKind.CallDepthQuota : ErrorKind.MemoryQuota;
        String message = stack ? "call depth quota exceeded" : "memory quota exceeded";
        return new Diagnostic(Diagnostic.Code.RUN, kind.name(), message, null, Trace.NONE, null);
    }
}
