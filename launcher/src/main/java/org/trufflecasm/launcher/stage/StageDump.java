package org.trufflecasm.launcher.stage;

import java.io.PrintWriter;
import java.util.Set;
import java.util.function.Function;
import org.trufflecasm.core.Program;
import org.trufflecasm.core.ProgramPrinter;
import org.trufflecasm.flow.FlowPrinter;
import org.trufflecasm.flow.FunctionFlow;
import org.trufflecasm.flow.ProgramVerifier;
import org.trufflecasm.flow.VerifiedProgram;
import org.trufflecasm.format.LoadedCapsule;

/** Prints the stages of a whole capsule, each under its heading. */
public final class StageDump {
    private final CapsuleLoader loader;
    private final PrintWriter out;

    /**
     * @param loader how capsules are read
     * @param out where the dumps go
     */
    public StageDump(CapsuleLoader loader, PrintWriter out) {
        this.loader = loader;
        this.out = out;
    }

    /**
     * Prints the chosen stages up to {@link Stage#STRUCTURED}; the bytecode exists only while a
     * capsule runs. If the capsule is refused, the stages that it reached are printed.
     *
     * @throws org.trufflecasm.error.LoadException if it is refused
     */
    public void print(CapsuleFile file, Set<Stage> stages) {
        LoadedCapsule capsule = loader.load(file);
        if (stages.contains(Stage.MODEL)) {
            section(Stage.MODEL, capsule.describeModel());
        }
        Program program = capsule.program();
        if (stages.contains(Stage.CORE)) {
            section(Stage.CORE, ProgramPrinter.print(program));
        }
        if (stages.contains(Stage.CFG) || stages.contains(Stage.STRUCTURED)) {
            VerifiedProgram verified = ProgramVerifier.verify(program);
            if (stages.contains(Stage.CFG)) {
                functions(Stage.CFG, verified, FlowPrinter::graph);
            }
            if (stages.contains(Stage.STRUCTURED)) {
                functions(Stage.STRUCTURED, verified, FlowPrinter::structured);
            }
        }
        out.flush();
    }

    private void functions(
            Stage stage, VerifiedProgram verified, Function<FunctionFlow, String> printer) {
        out.println(stage.heading());
        for (int i = 0; i < verified.program().functions().size(); i++) {
            out.println(printer.apply(verified.flow(i)).stripTrailing());
        }
    }

    private void section(Stage stage, String text) {
        out.println(stage.heading());
        out.println(text.stripTrailing());
    }
}
