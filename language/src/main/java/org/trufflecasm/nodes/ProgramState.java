package org.trufflecasm.nodes;

import org.trufflecasm.capability.CapabilityTable;
import org.trufflecasm.core.Program;
import org.trufflecasm.language.CasmContext;
import org.trufflecasm.language.ExportTable;
import org.trufflecasm.limits.RunLimits;

/**
 * What a program has in one context and not in others that share its code.
 *
 * @param capabilities what it may call
 * @param exports the variables it has exported
 * @param globals its variables
 * @param limits what a run that begins with it may use
 */
record ProgramState(
        CapabilityTable capabilities, ExportTable exports, GlobalTable globals, RunLimits limits) {

    /** The state of a program that has not run yet. */
    static ProgramState of(CasmContext context, Program program, boolean givesWay) {
        if (givesWay) {
            context.noteGivingWay();
        }
        return new ProgramState(
                context.newTable(program.manifest()),
                context.newExportTable(),
                new GlobalTable(),
                context.limits().orThoseOf(program.family()).loweredBy(program.manifest()));
    }
}
