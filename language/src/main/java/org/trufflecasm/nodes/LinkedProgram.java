package org.trufflecasm.nodes;

import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.source.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * A program in one context: its functions, what it may use, and the text that stands for its
 * source. Used by one thread at a time.
 */
public final class LinkedProgram implements Reviewed {

    /** Makes the code of a function when somebody calls it for the first time. */
    public interface Compiler {
        /** Builds the code; {@code twin} tells the second copy of a function that calls itself. */
        RootCallTarget compile(GuestFunction function, boolean twin);

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
     * @param limits what it may use
     * @param givesWay whether one of them may give way to other tasks
     */
    private record Terms(RunLimits limits, boolean givesWay) {}

    private final Program program;
    private final CasmLanguage language;
    private final RunLimits limits;
    private final CapabilityTable capabilities;
    private final Compiler compiler;
    private final List<GuestFunction> functions;
    private final FunctionTable table;
    private final LinkedProgram origin;
    private final Map<Terms, LinkedProgram> siblings;
    private final boolean givesWay;
    private final ExportTable exports;
    private final OriginalSources originals;
    private ProgramPrinter.Listing listing;
    private Source source;

    /**
     * @param program a verified program
     * @param limits what a run may use
     * @param compiler makes the code; it must have verified {@code program}
     * @param files the source files that it may name
     */
    public LinkedProgram(
            Program program,
            CasmLanguage language,
            RunLimits limits,
            Compiler compiler,
            SourceFiles files) {
        this.originals = new OriginalSources(files);
        this.program = program;
        this.language = language;
        this.limits = limits;
        this.compiler = compiler;
        CasmContext context = language.context();
        this.capabilities = context.newTable(program.manifest());
        this.exports = context.newExportTable();
        this.origin = this;
        this.givesWay = compiler.mayGiveWay();
        if (givesWay) {
            context.noteGivingWay();
        }
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
        this.capabilities = origin.capabilities;
        this.exports = origin.exports;
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

    /** This program as it is run on its own. */
    LinkedProgram forRun() {
        return under(limits, language.context().mayGiveWay());
    }

    /** This program as part of a run whose limits are those of another one. */
    LinkedProgram within(RunLimits run) {
        return under(run, language.context().mayGiveWay());
    }

    private LinkedProgram under(RunLimits run, boolean mayGiveWay) {
        Terms terms = new Terms(run, givesWay || mayGiveWay);
        return siblings.computeIfAbsent(
                terms, other -> new LinkedProgram(origin, other.limits, other.givesWay));
    }

    /**
     * Whether a call of a value may give way to other tasks: if some capsule of the context does.
     */
    public boolean givesWay() {
        return givesWay;
    }

    /** The variables that this program has exported. */
    ExportTable exports() {
        return exports;
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

    /** What one run may use. */
    public RunLimits limits() {
        return limits;
    }

    /** Decides capability calls. */
    public CapabilityTable capabilities() {
        return capabilities;
    }

    /** The rules of the wing the program came through. */
    public Semantics semantics() {
        return language.semantics();
    }

    Registers registers() {
        return language.registers();
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
    public Source source() {
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

    private ProgramPrinter.Listing listing() {
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
