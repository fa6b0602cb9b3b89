package org.trufflecasm.embed;

/**
 * Why a capsule was refused, or why its run ended without a result. The names are those that
 * messages show: {@code error[StepQuota]: …}; docs/rulings.md says when each happens.
 */
public enum FailureKind {
    /** The file is no capsule, or malformed. */
    ParseError,
    /** The capsule is well-formed and cannot run: the verifier has refused it. */
    LoadError,
    /** An instruction that does not exist. */
    UnknownOpcode,
    /** Something that must be there is missing. */
    MissingField,
    /** A version of the format that this is not. */
    VersionMismatch,

    /** A value of the wrong type. */
    TypeError,
    /** A division by zero. */
    DivisionByZero,
    /** An int that does not fit into 64 bits. */
    ArithmeticOverflow,
    /** No such element. */
    IndexOutOfRange,
    /** A variable that was never stored. */
    UninitializedVariable,
    /** A function, label or variable that does not exist. */
    UnknownFunction,
    /** Too many or too few arguments. */
    ArityMismatch,
    /** A capability could not do what it was asked to. */
    CapabilityError,

    /** The capsule has thrown a value that it does not handle. */
    UncaughtException,
    /** The manifest does not ask for the capability, or the host does not allow it. */
    CapabilityDenied,
    /** Nobody offers the capability. */
    UnknownCapability,
    /** A call of a capability took too long. */
    CapabilityTimeout,
    /** An object was read or changed while somebody else had borrowed it. */
    BorrowError,
    /** A reference was used that is not valid any more, or somewhere else. */
    InvalidReference,
    /** An instruction lacks operands. */
    StackUnderflow,
    /** More instructions than allowed. */
    StepQuota,
    /** More operands than allowed. */
    StackQuota,
    /** More frames than allowed, or than the thread's stack carries. */
    CallDepthQuota,
    /** More output than allowed. */
    OutputQuota,
    /** More memory than allowed, or than the heap has. */
    MemoryQuota,
    /** The run took longer than allowed. */
    Timeout,
    /** All tasks wait for each other. */
    Deadlock,
    /** A defect of the runtime, not of the capsule; please report it. */
    InternalError,

    /** The capsule has asked to end, with a status; see {@link CasmException#exitStatus()}. */
    Exit,
    /** {@link CapsuleRun#cancel()} has ended it, or an interruption of its thread. */
    Cancelled
}
