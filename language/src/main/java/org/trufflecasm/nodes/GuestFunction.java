package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.RootCallTarget;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.trufflecasm.core.Function;
import org.trufflecasm.runtime.CasmFunction;
import org.trufflecasm.runtime.Registers;

/**
 * A function of a linked program: how it is called, and its code once somebody calls it. Contexts
 * that share the program share it, on any threads.
 *
 * <p>The kinds of its parameters are settled by its first call. A later call whose numbers have
 * these kinds passes them in the {@link Registers}; any other passes all arguments as references.
 * The callee tells the two forms by the length of the arguments array or, in code that contexts
 * share, by its first element.
 *
 * <p>A function that calls itself has a twin: the same code built twice, each copy calling the
 * other, so that the compiler's bound on recursive inlining counts half as much.
 */
public final class GuestFunction implements CasmFunction.Code {

    /** How an argument travels. */
    enum Kind {
        REFERENCE,
        LONG,
        DOUBLE
    }

    private final LinkedProgram program;
    private final int index;
    private final Function function;

    /** How arguments travel; one object, so that other threads see all of it or nothing. */
    private static final class Signature {
        @CompilationFinal(dimensions = 1)
        private final Kind[] kinds;

        private final int references;

        Signature(Kind[] kinds, int references) {
            this.kinds = kinds;
            this.references = references;
        }
    }

    /** What other languages call; null until one does. */
    private volatile RootCallTarget entry;

    @CompilationFinal private volatile RootCallTarget target;
    @CompilationFinal private volatile RootCallTarget twin;
    @CompilationFinal private Signature signature;

    private final int maxOperands;
    private final boolean storesParameters;

    /** Whether a caller has ever not paid in advance. */
    private volatile boolean paysExactly;

    /** As {@link #paidByCaller}; negative until somebody asks. */
    @CompilationFinal private int paidByCaller = -1;

    GuestFunction(LinkedProgram program, int index, Function function, int maxOperands) {
        this.program = program;
        this.index = index;
        this.function = function;
        this.maxOperands = maxOperands;
        this.storesParameters = function.boundParameters() == 0 && !function.parameters().isEmpty();
    }

    /** The greatest height of its operand stack. */
    int maxOperands() {
        return maxOperands;
    }

    /**
     * How many of the instructions that each of its calls executes are paid by who calls it; 0
     * where steps are not counted.
     */
    public int paidByCaller() {
        if (paidByCaller < 0) {
            CompilerDirectives.transferToInterpreterAndInvalidate();
            paidByCaller =
                    program.limits().countsSteps() ? program.compiler().paidByCaller(this) : 0;
        }
        return paidByCaller;
    }

    /** Tells its code, also what is still to be built, that callers do not pay in advance now. */
    synchronized void payExactly() {
        paysExactly = true;
        payExactly(target);
        payExactly(twin);
    }

    boolean paysExactly() {
        return paysExactly;
    }

    private static void payExactly(RootCallTarget code) {
        if (code != null) {
            ((CoreRootNode) code.getRootNode()).payExactly();
        }
    }

    /** The program it is part of. */
    public LinkedProgram program() {
        return program;
    }

    /** Its index in the program. */
    public int index() {
        return index;
    }

    /** Its verified code. */
    public Function function() {
        return function;
    }

    /** Its name, as the capsule calls it. */
    @Override
    public String name() {
        return function.name();
    }

    @Override
    public List<String> parameters() {
        return function.parameters();
    }

    @Override
    public boolean takes(int arguments) {
        return program.variant(this, arguments) != null;
    }

    @Override
    public boolean hasOneKindOfNumber() {
        return program.program().family().hasOneKindOfNumber();
    }

    @Override
    public RootCallTarget entry() {
        if (entry == null) {
            synchronized (this) {
                if (entry == null) {
                    entry = new FunctionEntryRootNode(this).getCallTarget();
                }
            }
        }
        return entry;
    }

    /** How many arguments a call passes. */
    @Override
    public int arity() {
        return function.argumentCount();
    }

    /**
     * Whether it begins by storing its parameters, and so finds its arguments on its operand stack
     * in the order in which they are stored.
     */
    boolean storesParameters() {
        return storesParameters;
    }

    /**
     * The code to call from {@code caller}: the twin if the function calls itself. Builds it if
     * needed.
     */
    RootCallTarget targetFor(CoreRootNode caller) {
        CompilerDirectives.transferToInterpreterAndInvalidate();
        if (caller.function() == this && !caller.isTwin()) {
            synchronized (this) {
                if (twin == null) {
                    twin = program.compiler().compile(this, true);
                }
                return twin;
            }
        }
        return target();
    }

    /** The code. Builds it if needed. */
    public RootCallTarget target() {
        RootCallTarget built = target;
        if (built == null) {
            CompilerDirectives.transferToInterpreterAndInvalidate();
            synchronized (this) {
                if (target == null) {
                    target = program.compiler().compile(this, false);
                }
                built = target;
            }
        }
        return built;
    }

    /** The code that exists so far; empty if nobody has called it. */
    List<RootCallTarget> builtTargets() {
        return Stream.of(target, twin).filter(Objects::nonNull).toList();
    }

    /** Settles how arguments travel, by those of the first call. */
    void settleKinds(Object[] arguments) {
        CompilerDirectives.transferToInterpreterAndInvalidate();
        synchronized (this) {
            if (signature == null) {
                signature = signatureOf(arguments);
            }
        }
    }

    private Signature signatureOf(Object[] arguments) {
        Kind[] settled = new Kind[arity()];
        int counted = 0;
        boolean fits = settled.length <= Registers.MAX_ARGUMENTS;
        for (int i = 0; i < settled.length; i++) {
            Object argument = i < arguments.length ? arguments[i] : null;
            if (fits && argument instanceof Long) {
                settled[i] = Kind.LONG;
            } else if (fits && argument instanceof Double) {
                settled[i] = Kind.DOUBLE;
            } else {
                settled[i] = Kind.REFERENCE;
                counted++;
            }
        }
        return new Signature(settled, counted);
    }

    /** Whether it has been called and so {@link #kind} is known. */
    boolean isSettled() {
        return signature != null;
    }

    /** How parameter {@code parameter} travels in the typed form. */
    Kind kind(int parameter) {
        return signature.kinds[parameter];
    }

    /** How many parameters are references in the typed form. */
    int references() {
        return signature.references;
    }

    /** Where a reference parameter lies in the typed form. */
    int referenceIndex(int parameter) {
        int position = 0;
        for (int i = 0; i < parameter; i++) {
            if (signature.kinds[i] == Kind.REFERENCE) {
                position++;
            }
        }
        return position;
    }

    @Override
    public String toString() {
        return "function " + name();
    }
}
