package org.trufflecasm.error;

/** Every kind of failure a user can see, by the name that is shown (specification §6). */
public enum ErrorKind {
    ParseError(Phase.LOAD),
    LoadError(Phase.LOAD),
    UnknownOpcode(Phase.LOAD),
    MissingField(Phase.LOAD),
    VersionMismatch(Phase.LOAD),

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
    StackUnderflow(Phase.FATAL),
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
        FATAL
    }

    private final Phase phase;

    ErrorKind(Phase phase) {
        this.phase = phase;
    }

    /** Whether it happens before anything runs. */
    public boolean isLoadTime() {
        return phase == Phase.LOAD;
    }

    /** Whether a handler in the capsule may catch it. */
    public boolean isCatchable() {
        return phase == Phase.GUEST;
    }
}
