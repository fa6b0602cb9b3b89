package org.trufflecasm.nodes;

import org.trufflecasm.capability.CapabilityTable;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.language.CasmContext;
import org.trufflecasm.language.ExportTable;
import org.trufflecasm.limits.RunLimits;

/**
 * What a program has in one context and not in others that share its code.
 *
 * @param capabilities what it may call
 * @param exports the variables it has exported
 * @param limits what a run that begins with it may use
 */
record ProgramState(CapabilityTable capabilities, ExportTable exports, RunLimits limits) {

    /** The state of a program that has not run yet. */
    static ProgramState of(CasmContext context, Manifest manifest, boolean givesWay) {
        if (givesWay) {
            context.noteGivingWay();
        }
        return new ProgramState(
                context.newTable(manifest),
                context.newExportTable(),
                context.limits().loweredBy(manifest));
    }
}
