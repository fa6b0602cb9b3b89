package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.bytecode.Instruction;
import com.oracle.truffle.api.source.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.trufflecasm.capability.CapabilityTable;
import org.trufflecasm.core.Program;
import org.trufflecasm.core.ProgramPrinter;
import org.trufflecasm.language.CasmContext;
import org.trufflecasm.language.CasmLanguage;
import org.trufflecasm.language.CodeRemark;
import org.trufflecasm.language.ExportTable;
import org.trufflecasm.language.Reviewed;
import org.trufflecasm.language.SourceFiles;
import org.trufflecasm.limits.RunLimits;
import org.trufflecasm.runtime.CasmFunction;
import org.trufflecasm.runtime.Registers;
import org.trufflecasm.runtime.Semantics;

/**
 * A program as code: its functions, the limits that the code knows of, and the text that stands for
 * its source. Contexts of one engine share it, so it may be used by several threads; what differs
 * between contexts is its {@link ProgramState}.
 */
public final class LinkedProgram implements Reviewed {

    /** Makes the code of a function when somebody calls it for the first time. */
    public interface Compiler {
        /** Builds the code; {@code twin} tells the second copy of a function that calls itself. */
        RootCallTarget compile(GuestFunction function, boolean twin);

        /**
         * The bytecode's instructions as {@link #compile} makes them, with sections in the listing.
         */
        List<Instruction> listed(GuestFunction function, boolean twin);

        /**
         * How many instructions are charged with {@code instruction} that come after it: what is
         * given back when it fails.
         *
         * @param instruction its index in the code that was verified
         * @param copy the number of its copy, from 0, if it is compiled several times
         * @param exactly whether each run of instructions is charged when it comes, nothing in
         *     advance
         */
        int chargedBehind(GuestFunction function, int instruction, int copy, boolean exactly);

        /**
         * Whether a function keeps the fuel in its local when it comes to {@code instruction}, and
         * has not left it in the registers. The parameters are as above.
         */
        boolean keepsFuel(GuestFunction function, int instruction, int copy);

        /** How many of a function's first instructions are paid by who calls it. */
        int paidByCaller(GuestFunction function);

        /** Whether a function's operands are counted while it runs. */
        boolean countsOperands(GuestFunction function);

        /** The greatest height of a function's operand stack. */
        int maxOperands(int functionIndex);

        /** Whether some function of the program may give way to other tasks. */
        boolean mayGiveWay();
    }

    /**
     * What a run sets for all programs whose functions it calls.
     *
     * @param limits what it may use; its {@linkplain RunLimits#shape shape} where code is shared
     * @param givesWay whether one of them may give way to other tasks
     */
    private record Terms(RunLimits limits, boolean givesWay) {}

    private final Program program;
    private final CasmLanguage language;
    private final RunLimits limits;
    private final Compiler compiler;
    private final List<GuestFunction> functions;
    private final FunctionTable table;
    private final LinkedProgram origin;

    /** Numbers of capability sites, in the origin only. */
    private final Map<String, Integer> siteNumbers = new HashMap<>();

    private final Map<Terms, LinkedProgram> siblings;
    private final boolean givesWay;

    /** Numbers of the program's variables, in the origin only. */
    private final Map<String, Integer> globalNumbers = new HashMap<>();

    /** What the program has in the only context; null if code is shared. */
    private final ProgramState onlyState;

    private final OriginalSources originals;
    private ProgramPrinter.Listing listing;
    private Source source;

    /**
     * @param program a verified program
     * @param compiler makes the code; it must have verified {@code program}
     * @param files the source files that it may name, as the present context sees them
     */
    public LinkedProgram(
            Program program,
            CasmLanguage language,
            Compiler compiler,
            Supplier<SourceFiles> files) {
        this.originals = new OriginalSources(files);
        this.program = program;
        this.language = language;
        this.compiler = compiler;
        this.origin = this;
        this.givesWay = compiler.mayGiveWay();
        this.onlyState = language.isShared() ? null : newState();
        this.limits = onlyState == null ? RunLimits.NONE : onlyState.limits();
        this.siblings = new HashMap<>();
        siblings.put(new Terms(limits, givesWay), this);
        this.functions = functionsOf(program);
        this.table = new FunctionTable(functions);
    }

    /** The same program under the terms of another run. */
    private LinkedProgram(LinkedProgram origin, RunLimits limits, boolean givesWay) {
        this.originals = origin.originals;
        this.program = origin.program;
        this.language = origin.language;
        this.limits = limits;
        this.compiler = origin.compiler;
        this.onlyState = origin.onlyState;
        this.givesWay = givesWay;
        this.origin = origin;
        this.siblings = origin.siblings;
        this.functions = functionsOf(program);
        this.table = new FunctionTable(functions);
    }

    private List<GuestFunction> functionsOf(Program program) {
        List<GuestFunction> functions = new ArrayList<>(program.functions().size());
        for (int i = 0; i < program.functions().size(); i++) {
            functions.add(
                    new GuestFunction(
                            this, i, program.functions().get(i), compiler.maxOperands(i)));
        }
        return functions;
    }

    /**
     * This program under the terms of a run that {@code caller} is part of: a function that is
     * called from another capsule counts what that capsule's run counts.
     */
    LinkedProgram under(LinkedProgram caller) {
        return origin == caller.origin ? caller : under(caller.limits, caller.givesWay);
    }

    /** This program as it is run on its own in the present context. */
    LinkedProgram forRun() {
        RunLimits run = state().limits();
        return under(onlyState == null ? run.shape() : run, language.context(null).mayGiveWay());
    }

    /** This program as part of a run whose limits are those of another one. */
    LinkedProgram within(RunLimits run) {
        return under(onlyState == null ? run.shape() : run, language.context(null).mayGiveWay());
    }

    private LinkedProgram under(RunLimits run, boolean mayGiveWay) {
        Terms terms = new Terms(run, givesWay || mayGiveWay);
        synchronized (siblings) {
            return siblings.computeIfAbsent(
                    terms, other -> new LinkedProgram(origin, other.limits, other.givesWay));
        }
    }

    /** What this program has in the present context. */
    ProgramState state() {
        if (onlyState != null) {
            return onlyState;
        }
        CasmContext context = language.context(null);
        Object newest = context.newestStateOf(origin);
        return newest != null ? (ProgramState) newest : findState(context);
    }

    @TruffleBoundary
    private ProgramState findState(CasmContext context) {
        return (ProgramState) context.stateOf(origin, LinkedProgram::newState);
    }

    private ProgramState newState() {
        return ProgramState.of(language.context(null), program, givesWay);
    }

    /**
     * Whether a call of a value may give way to other tasks: if some capsule of the context does.
     */
    public boolean givesWay() {
        return givesWay;
    }

    /** The variables that this program has exported in the present context. */
    ExportTable exports() {
        return state().exports();
    }

    /** The variables of the program in the present context. */
    GlobalTable globals() {
        return state().globals();
    }

    /** A function as a value that has captured nothing; {@code index} as in {@link #function}. */
    public CasmFunction functionValue(int index) {
        return CasmFunction.of(origin.function(index));
    }

    /** The function that a name stands for as a value; null if there is none. */
    GuestFunction functionNamed(String name) {
        return origin.table.named(name);
    }

    /**
     * The function of this program that is called when a function value is called with that many
     * arguments, captured ones included; null if it does not take as many.
     */
    GuestFunction variant(GuestFunction value, int arguments) {
        return table.named(value.name(), arguments);
    }

    public Program program() {
        return program;
    }

    public CasmLanguage language() {
        return language;
    }

    /** Which limits one run has; a constant of the code. For how much it may use, see below. */
    public RunLimits limits() {
        return limits;
    }

    /** What the present run may use; a constant of the code unless that is shared. */
    RunLimits limits(Registers registers) {
        return onlyState != null ? limits : registers.limits;
    }

    /** Decides capability calls in the present context. */
    public CapabilityTable capabilities() {
        return state().capabilities();
    }

    /** The rules of the wing the program came through. */
    public Semantics semantics() {
        return language.context(null).semantics(program.family());
    }

    /** The site of a call of a capability; {@code results} as there. */
    public CapabilitySite capabilitySite(String name, int argumentCount, int results) {
        int number = numberOf(origin.siteNumbers, name + " " + argumentCount + " " + results);
        return new CapabilitySite(name, argumentCount, results, number);
    }

    /** The site of a call of a capability whose values are those of the capability. */
    public CapabilitySite capabilitySite(String name, int argumentCount) {
        return capabilitySite(name, argumentCount, CapabilitySite.AS_IT_IS);
    }

    /** Where {@link GlobalTable} keeps a variable of the program. */
    int globalNumber(String name) {
        return numberOf(origin.globalNumbers, name);
    }

    private static int numberOf(Map<String, Integer> numbers, String key) {
        synchronized (numbers) {
            int next = numbers.size();
            Integer known = numbers.putIfAbsent(key, next);
            return known == null ? next : known;
        }
    }

    Registers registers() {
        return language.context(null).registers();
    }

    Compiler compiler() {
        return compiler;
    }

    /** The function of that index. */
    public GuestFunction function(int index) {
        return functions.get(index);
    }

    @Override
    public List<CodeRemark> review() {
        return CodeReview.of(this);
    }

    /** The listing of the program as a source, one instruction a line. */
    public synchronized Source source() {
        if (source == null) {
            source =
                    Source.newBuilder(
                                    CasmLanguage.ID,
                                    listing().text(),
                                    program.name() + " (listing)")
                            .mimeType(CasmLanguage.TEXT_MIME_TYPE)
                            .build();
        }
        return source;
    }

    /** Those source files that the program names and that are at hand. */
    public OriginalSources originals() {
        return originals;
    }

    private synchronized ProgramPrinter.Listing listing() {
        if (listing == null) {
            listing = ProgramPrinter.list(program);
        }
        return listing;
    }

    /** The 1-based line of {@link #source} that shows an instruction. */
    public int lineOf(GuestFunction function, int instruction) {
        return listing().firstLine(function.index()) + instruction;
    }

    /** The instruction that a line of {@link #source} shows. */
    int instructionAt(GuestFunction function, int line) {
        return line - listing().firstLine(function.index());
    }
}
