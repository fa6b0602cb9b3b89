package org.trufflecasm.error;

/**
 * Every kind of failure a user can see, by the name that is shown: those of the specification of
 * Crush (§6), then those that only modules of CVM have (specification of CVM, §5 and §6).
 */
public enum ErrorKind {
    ParseError(Phase.LOAD),
    LoadError(Phase.LOAD),
    UnknownOpcode(Phase.LOAD),
    MissingField(Phase.LOAD),
    VersionMismatch(Phase.LOAD),

    BadMagic(Phase.LOAD),
    BadVersion(Phase.LOAD),
    BadFlags(Phase.LOAD),
    Truncated(Phase.LOAD),
    BadConstantTag(Phase.LOAD),
    BadBoolean(Phase.LOAD),
    BadUtf8(Phase.LOAD),
    BadResults(Phase.LOAD),
    BadOpcode(Phase.LOAD),
    BadWide(Phase.LOAD),
    TruncatedCode(Phase.LOAD),
    BadSymbol(Phase.LOAD),
    BadEntry(Phase.LOAD),
    TrailingBytes(Phase.LOAD),
    InvalidJumpTarget(Phase.LOAD),
    InvalidConstIndex(Phase.EITHER),
    InvalidFunctionIndex(Phase.LOAD),
    InvalidLocal(Phase.LOAD),
    InvalidSymbol(Phase.LOAD),
    StackOverflow(Phase.LOAD),
    StackHeightMismatch(Phase.LOAD),
    MissingResult(Phase.LOAD),

    TypeError(Phase.GUEST),
    DivisionByZero(Phase.GUEST),
    ArithmeticOverflow(Phase.GUEST),
    IndexOutOfRange(Phase.GUEST),
    UninitializedVariable(Phase.GUEST),
    UnknownFunction(Phase.GUEST),
    ArityMismatch(Phase.GUEST),
    CapabilityError(Phase.GUEST),

    UncaughtException(Phase.FATAL),
    CapabilityDenied(Phase.FATAL),
    UnknownCapability(Phase.FATAL),
    CapabilityTimeout(Phase.FATAL),
    BorrowError(Phase.FATAL),
    InvalidReference(Phase.FATAL),
    StackUnderflow(Phase.EITHER),
    StepQuota(Phase.FATAL),
    StackQuota(Phase.FATAL),
    CallDepthQuota(Phase.FATAL),
    OutputQuota(Phase.FATAL),
    MemoryQuota(Phase.FATAL),
    Timeout(Phase.FATAL),
    Deadlock(Phase.FATAL),
    InternalError(Phase.FATAL);

    private enum Phase {
        LOAD,
        GUEST,
        FATAL,
        /** While it is loaded where a format finds it out then, else while it runs. */
        EITHER
    }

    private final Phase phase;

    ErrorKind(Phase phase) {
        this.phase = phase;
    }

    /** Whether it always happens before anything runs. */
    public boolean isLoadTime() {
        return phase == Phase.LOAD;
    }

    /** Whether it can happen before anything runs. */
    public boolean mayBeLoadTime() {
        return phase == Phase.LOAD || phase == Phase.EITHER;
    }

    /** Whether a handler in the capsule may catch it. */
    public boolean isCatchable() {
        return phase == Phase.GUEST;
    }
}
