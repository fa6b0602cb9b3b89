package org.trufflecasm.nodes;

import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.source.Source;
import java.util.ArrayList;
import java.util.List;
import org.trufflecasm.capability.CapabilityTable;
import org.trufflecasm.core.Program;
import org.trufflecasm.core.ProgramPrinter;
import org.trufflecasm.language.CasmLanguage;
import org.trufflecasm.limits.RunLimits;
import org.trufflecasm.runtime.CrushSemantics;
import org.trufflecasm.runtime.Registers;
import org.trufflecasm.runtime.Semantics;

/**
 * A program in one context: its functions, what it may use, and the text that stands for its
 * source. Used by one thread at a time.
 */
public final class LinkedProgram {

    /** Makes the code of a function when somebody calls it for the first time. */
    public interface Compiler {
        /** Builds the code; {@code twin} tells the second copy of a function that calls itself. */
        RootCallTarget compile(GuestFunction function, boolean twin);

        /**
         * How many instructions that run together with {@code instruction} and are charged with it
         * come after it: what is given back when it fails.
         */
        int chargedAfter(GuestFunction function, int instruction);

        /** The greatest height of a function's operand stack. */
        int maxOperands(int functionIndex);
    }

    private final Program program;
    private final CasmLanguage language;
    private final RunLimits limits;
    private final CapabilityTable capabilities;
    private final Compiler compiler;
    private final List<GuestFunction> functions;
    private ProgramPrinter.Listing listing;
    private Source source;

    /**
     * @param program a verified program
     * @param limits what a run may use
     * @param compiler makes the code; it must have verified {@code program}
     */
    public LinkedProgram(
            Program program, CasmLanguage language, RunLimits limits, Compiler compiler) {
        this.program = program;
        this.language = language;
        this.limits = limits;
        this.compiler = compiler;
        this.capabilities = language.context().newTable(program.manifest());
        this.functions = new ArrayList<>(program.functions().size());
        for (int i = 0; i < program.functions().size(); i++) {
            functions.add(
                    new GuestFunction(
                            this, i, program.functions().get(i), compiler.maxOperands(i)));
        }
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
        return CrushSemantics.INSTANCE;
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

    /** The listing of the program as a source, one instruction a line. */
    public Source source() {
        if (source == null) {
            source =
                    Source.newBuilder(
                                    CasmLanguage.ID,
                                    listing().text(),
                                    program.name() + " (listing)")
                            .mimeType(CasmLanguage.TEXT_MIME_TYPE)
                            .internal(true)
                            .build();
        }
        return source;
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
