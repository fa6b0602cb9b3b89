package org.trufflecasm.nodes;

import com.oracle.truffle.api.Assumption;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.bytecode.BytecodeNode;
import com.oracle.truffle.api.bytecode.Instruction;
import com.oracle.truffle.api.bytecode.LocalAccessor;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.AllocationReporter;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RootNode;
import java.util.List;
import org.trufflecasm.capability.CapabilityContext;
import org.trufflecasm.core.Family;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.language.CasmContext;
import org.trufflecasm.language.CasmLanguage;
import org.trufflecasm.limits.RunLimits;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.Registers;
import org.trufflecasm.runtime.Semantics;

/** What operations ask the root that they are part of: its function, its context, its limits. */
public abstract class FunctionRootNode extends RootNode implements GuestCode, AccountedCode {
    private final CasmLanguage language;

    /** Those of the only context; null if code is shared. */
    private final Registers ownRegisters;

    /** That of the only context; null if code is shared. */
    private final Arena ownArena;

    /** Those of the program in the only context; null if code is shared. */
    @CompilationFinal private Semantics ownSemantics;

    /** Valid as long as the function has never seen that advances have ended. */
    private final Assumption paysInAdvance = Assumption.create("steps are paid in advance");

    @CompilationFinal private GuestFunction function;
    @CompilationFinal private boolean twin;
    @CompilationFinal private LocalAccessor fuel;
    @CompilationFinal private CallDepth depth;
    @CompilationFinal private boolean stopped;
    @CompilationFinal private boolean observed;
    private OperandViews operandViews;
    private boolean listed;
    private List<Instruction> listedCode;

    protected FunctionRootNode(CasmLanguage language, FrameDescriptor descriptor) {
        super(language, descriptor);
        this.language = language;
        CasmContext own = language.isShared() ? null : language.context(null);
        this.ownRegisters = own == null ? null : own.registers();
        this.ownArena = own == null ? null : own.arena();
    }

    /**
     * Tells which function's code this is; called when it is built, and once more when it is built
     * with what tools need.
     */
    public void assign(GuestFunction assigned, boolean isTwin) {
        observed = function != null;
        function = assigned;
        ownSemantics = isShared() ? null : assigned.program().semantics();
        twin = isTwin;
        if (assigned.paysExactly()) {
            payExactly();
        }
    }

    /** Whether tools may see what the function returns: then it must be a value, no marker. */
    boolean isObserved() {
        return observed;
    }

    /**
     * Tells whether the sections of the code lie in the listing; called when it is built.
     *
     * @param isListed false if they lie in an original source
     */
    public void keepListed(boolean isListed) {
        listed = isListed;
    }

    /** Whether the sections of the code lie in the listing. */
    boolean isListed() {
        return listed;
    }

    /** The instructions of the same code with sections in the listing. */
    @TruffleBoundary
    List<Instruction> listedCode() {
        if (listedCode == null) {
            listedCode = function.program().compiler().listed(function, twin);
        }
        return listedCode;
    }

    /**
     * Tells where tools find operands; called when it is built.
     *
     * @param views null if no statement begins with operands
     */
    public void keepOperandViews(OperandViews views) {
        operandViews = views;
    }

    /** Where tools find operands, or null. */
    OperandViews operandViews() {
        return operandViews;
    }

    /**
     * Tells in which local the function keeps the fuel; called once, when it is built.
     *
     * @param local null if it keeps it nowhere
     */
    public void keepFuelIn(LocalAccessor local) {
        fuel = local;
    }

    /**
     * Tells where the function keeps how deep its frame lies; called once, when it is built.
     *
     * @param locals null if it keeps it nowhere
     */
    public void keepDepthIn(CallDepth locals) {
        depth = locals;
    }

    /** Where the function keeps how deep its frame lies, or null. */
    CallDepth depth() {
        return depth;
    }

    /** Leaves the frame's depth, if it is counted, to code that does not see its locals. */
    void leaveDepth(BytecodeNode bytecode, VirtualFrame frame) {
        if (depth != null) {
            depth.leave(registers(), bytecode, frame);
        }
    }

    /** Whether the code must expect that nothing is paid in advance any more. */
    boolean mayPayExactly() {
        return CompilerDirectives.inInterpreter() || !paysInAdvance.isValid();
    }

    /**
     * Whether the running code has become part of its caller's: then a boxed result costs nothing,
     * and a store to the registers would be one too many.
     */
    boolean isPartOfCaller() {
        return CompilerDirectives.inCompiledCode()
                && !CompilerDirectives.inCompilationRoot()
                && !mayPayExactly();
    }

    /** Tells that the function goes on where nothing is paid in advance; see {@link Metering}. */
    void payExactly() {
        if (paysInAdvance.isValid()) {
            CompilerDirectives.transferToInterpreterAndInvalidate();
            paysInAdvance.invalidate();
        }
    }

    /**
     * Tells that the fuel ends here. What executes the last instructions is compiled only where
     * that has happened. It is once that code is left for it: code of many contexts in which fuel
     * ends would look to the compiler as if it were left again and again.
     */
    void noteStop() {
        if (!stopped) {
            CompilerDirectives.transferToInterpreterAndInvalidate();
            stopped = true;
        }
    }

    /** Leaves compiled code, unless the function may go on where nothing is paid in advance. */
    void expectAnyResult() {
        if (!mayPayExactly()) {
            CompilerDirectives.transferToInterpreterAndInvalidate();
        }
    }

    /** The local in which the function keeps the fuel, or null. */
    LocalAccessor fuel() {
        return fuel;
    }

    GuestFunction function() {
        return function;
    }

    boolean isTwin() {
        return twin;
    }

    @Override
    public boolean isShared() {
        return ownRegisters == null;
    }

    CasmLanguage language() {
        return language;
    }

    CasmContext context() {
        return language.context(this);
    }

    Registers registers() {
        return ownRegisters != null ? ownRegisters : context().registers();
    }

    /**
     * The registers, in an operation of the code. Callers of shared code hand them over: to look
     * for them takes several loads, and tells the compiler nothing of whose they are.
     */
    Registers registers(VirtualFrame frame) {
        if (ownRegisters != null) {
            return ownRegisters;
        }
        Object[] arguments = frame.getArguments();
        return arguments.length > 0 && arguments[0] instanceof Registers handedOver
                ? handedOver
                : context().registers();
    }

    /**
     * Whether the caller has left numbers in the registers; see {@link CallProtocol}. Asked at the
     * function's entry: code that is entered within a loop has one argument more.
     */
    boolean isTyped(VirtualFrame frame) {
        Object[] arguments = frame.getArguments();
        return isShared()
                ? arguments.length > 0 && arguments[0] instanceof Registers
                : arguments.length == function.references();
    }

    /** Whether all that a caller hands over are the arguments, as they are. */
    boolean takesReferencesAlone() {
        return !isShared() && function.references() == function.arity();
    }

    /** Where a reference lies in the array of a caller that has left numbers in the registers. */
    int referenceIndex(int parameter) {
        return (isShared() ? 1 : 0) + function.referenceIndex(parameter);
    }

    @Override
    public Arena arena() {
        return ownArena != null ? ownArena : context().arena();
    }

    @Override
    public Assumption readable() {
        return language.readable();
    }

    /** The rules of the wing that the code came through. */
    Semantics semantics() {
        return ownSemantics != null
                ? ownSemantics
                : context().semantics(function.program().program().family());
    }

    /** What the function belongs to that {@code node} is part of. */
    public static Family familyAt(Node node) {
        return ((FunctionRootNode) node.getRootNode()).function.program().program().family();
    }

    /** What the program has in the present context. */
    ProgramState state() {
        return function.program().state();
    }

    /** What the present run may use. */
    RunLimits limits() {
        return function.program().limits(registers());
    }

    @Override
    public boolean countsMemory() {
        return function.program().limits().countsMemory();
    }

    /** Tools that want to know what is allocated. */
    AllocationReporter allocations() {
        return language.allocations();
    }

    /** What capabilities may use of this context. */
    CapabilityContext capabilities() {
        return context().capabilities();
    }

    /** The rules of the wing whose code {@code node} is part of. */
    static Semantics semantics(Node node) {
        return ((FunctionRootNode) node.getRootNode()).semantics();
    }

    @Override
    public String getName() {
        return function == null ? null : function.name();
    }

    @Override
    public String functionName() {
        return function.name();
    }

    @Override
    public int instructionAt(BytecodeNode bytecode, int bytecodeIndex) {
        return CodePlace.of(this, bytecode, bytecodeIndex).instruction();
    }

    int originOf(int instruction) {
        return function.function().sourceMap().origin(instruction);
    }

    @Override
    public SourcePosition positionOf(int instruction) {
        return function.function().sourceMap().at(instruction);
    }

    @Override
    public String toString() {
        return "function " + getName();
    }
}
