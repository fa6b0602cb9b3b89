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

    /** A module of CVM does not begin as one does. */
    BadMagic,
    /** A module of CVM of a version that this is not. */
    BadVersion,
    /** Flags that a module of CVM cannot have. */
    BadFlags,
    /** A file that ends too early. */
    Truncated,
    /** A constant of no kind. */
    BadConstantTag,
    /** A constant that is neither true nor false. */
    BadBoolean,
    /** A text that is not UTF-8. */
    BadUtf8,
    /** A function with more than one result. */
    BadResults,
    /** An instruction of a module of CVM that does not exist. */
    BadOpcode,
    /** A prefix before an instruction that takes none. */
    BadWide,
    /** Code that ends within an instruction. */
    TruncatedCode,
    /** A symbol of no kind, or of something that does not exist. */
    BadSymbol,
    /** A module without an entry that can be called. */
    BadEntry,
    /** Something behind the end of a module. */
    TrailingBytes,
    /** A jump to where there is no instruction. */
    InvalidJumpTarget,
    /** The number of a constant that does not exist. */
    InvalidConstIndex,
    /** The number of a function that does not exist. */
    InvalidFunctionIndex,
    /** The number of a variable that does not exist. */
    InvalidLocal,
    /** The number of a symbol that does not exist, or is of another kind. */
    InvalidSymbol,
    /** Code that puts too many operands on its stack. */
    StackOverflow,
    /** An instruction that is reached with different numbers of operands. */
    StackHeightMismatch,
    /** A function that ends without the result it promises. */
    MissingResult,

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
