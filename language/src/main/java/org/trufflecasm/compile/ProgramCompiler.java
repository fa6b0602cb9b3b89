package org.trufflecasm.compile;

import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.bytecode.BytecodeConfig;
import com.oracle.truffle.api.bytecode.BytecodeRootNodes;
import com.oracle.truffle.api.bytecode.Instruction;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.trufflecasm.flow.FunctionFlow;
import org.trufflecasm.flow.VerifiedProgram;
import org.trufflecasm.language.CasmContext;
import org.trufflecasm.language.CasmLanguage;
import org.trufflecasm.language.SourceFiles;
import org.trufflecasm.nodes.CoreRootNode;
import org.trufflecasm.nodes.CoreRootNodeGen;
import org.trufflecasm.nodes.GuestFunction;
import org.trufflecasm.nodes.LinkedProgram;

/**
 * Links a verified program and makes the code of its functions, each when it is called for the
 * first time. Takes nothing that has not been verified. May be used by several threads.
 */
public final class ProgramCompiler implements LinkedProgram.Compiler {
    private final VerifiedProgram verified;
    private final CasmLanguage language;
    private final Suspension suspension;

    /** What holds where functions of other capsules may give way; made when first needed. */
    private Suspension suspensionOfValues;

    /** How the instructions of each function are charged; made when first needed. */
    private Runs[] runs;

    private Suspension suspensionOfRuns;

    private ProgramCompiler(VerifiedProgram verified, CasmLanguage language) {
        this.verified = verified;
        this.language = language;
        this.suspension = Suspension.of(verified.program());
    }

    /**
     * Links a program; nothing of it runs.
     *
     * @param files the source files that it may name, as the present context sees them
     */
    public static LinkedProgram link(
            VerifiedProgram verified, CasmLanguage language, Supplier<SourceFiles> files) {
        ProgramCompiler compiler = new ProgramCompiler(verified, language);
        return new LinkedProgram(verified.program(), language, compiler, files);
    }

    @Override
    public RootCallTarget compile(GuestFunction function, boolean twin) {
        CoreRootNode root = build(function, twin, false);
        CasmContext context = language.context(null);
        if (context.dumpsBytecode()) {
            PrintStream out = new PrintStream(context.env().err(), true, StandardCharsets.UTF_8);
            out.println(root.dump());
        }
        return root.getCallTarget();
    }

    @Override
    public List<Instruction> listed(GuestFunction function, boolean twin) {
        return build(function, twin, true).getBytecodeNode().getInstructionsAsList();
    }

    private CoreRootNode build(GuestFunction function, boolean twin, boolean inListing) {
        FunctionFlow flow = verified.compiledFlow(function.index());
        Suspension terms = suspensionIn(function.program());
        // With sources from the start, since samplers skip functions whose sources would have to be
        // parsed first.
        BytecodeRootNodes<CoreRootNode> roots =
                CoreRootNodeGen.create(
                        language,
                        BytecodeConfig.WITH_SOURCE,
                        builder -> {
                            SectionEmitter sections =
                                    new SectionEmitter(
                                            builder, function, flow.origins(), inListing);
                            if (flow.isDynamic()) {
                                DispatchCompiler.build(
                                        builder, function, flow, terms, sections, twin);
                            } else {
                                FunctionCompiler.build(
                                        builder, function, flow, terms, sections, twin);
                            }
                        });
        return roots.getNode(0);
    }

    private synchronized Suspension suspensionIn(LinkedProgram program) {
        if (program.givesWay() == suspension.mayGiveWay()) {
            return suspension;
        }
        if (suspensionOfValues == null) {
            suspensionOfValues = Suspension.ofValues(verified.program());
        }
        return suspensionOfValues;
    }

    @Override
    public boolean mayGiveWay() {
        return suspension.mayGiveWay();
    }

    @Override
    public boolean countsOperands(GuestFunction function) {
        return verified.flow(function.index()).isDynamic();
    }

    @Override
    public int maxOperands(int functionIndex) {
        return verified.maxHeight(functionIndex);
    }

    @Override
    public int chargedBehind(GuestFunction function, int instruction, int copy, boolean exactly) {
        FunctionFlow flow = verified.compiledFlow(function.index());
        if (flow.isDynamic()) {
            return 0; // where operands are counted at run time, each instruction is charged alone
        }
        return runs(function, flow).chargedBehind(flow.origins().index(instruction, copy), exactly);
    }

    @Override
    public boolean keepsFuel(GuestFunction function, int instruction, int copy) {
        FunctionFlow flow = verified.compiledFlow(function.index());
        return !flow.isDynamic()
                && runs(function, flow).keepsFuel(flow.origins().index(instruction, copy));
    }

    @Override
    public int paidByCaller(GuestFunction function) {
        FunctionFlow flow = verified.compiledFlow(function.index());
        return flow.isDynamic() ? 0 : Runs.paidByCaller(flow);
    }

    private synchronized Runs runs(GuestFunction function, FunctionFlow flow) {
        Suspension terms = suspensionIn(function.program());
        if (runs == null || suspensionOfRuns != terms) {
            runs = new Runs[verified.program().functions().size()];
            suspensionOfRuns = terms;
        }
        if (runs[function.index()] == null) {
            runs[function.index()] = new Runs(flow, terms, function.program());
        }
        return runs[function.index()];
    }
}
