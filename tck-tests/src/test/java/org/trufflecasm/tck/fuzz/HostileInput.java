package org.trufflecasm.tck.fuzz;

import java.util.Arrays;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.core.Program;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.flow.ProgramVerifier;
import org.trufflecasm.flow.VerifiedProgram;
import org.trufflecasm.format.ContainerForm;
import org.trufflecasm.format.ConversionException;
import org.trufflecasm.format.FormatRegistry;

/**
 * Takes any bytes through everything that happens before a run: reading, verification, lowering,
 * control flow, and into each other form. They must give a program or a {@link LoadException}; any
 * other exception is a finding.
 */
public final class HostileInput {
    private HostileInput() {}

    /** What the fuzzer calls. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        prepare(bytes);
        for (ContainerForm form : ContainerForm.values()) {
            convert(bytes, form);
        }
    }

    /** Writes the capsule in another form; what comes out must be a capsule again. */
    private static void convert(byte[] bytes, ContainerForm form) {
        byte[] converted;
        try {
            converted = FormatRegistry.convert(bytes, "fuzz", form, CapabilitySignatures.NONE);
        } catch (LoadException | ConversionException refused) {
            return;
        }
        if (form == ContainerForm.WASM) {
            return; // which nobody reads here
        }
        byte[] again = FormatRegistry.convert(converted, "fuzz", form, CapabilitySignatures.NONE);
        if (!Arrays.equals(converted, again)) {
            throw new AssertionError("a conversion to " + form + " that is not stable");
        }
    }

    private static void prepare(byte[] bytes) {
        try {
            Program program =
                    FormatRegistry.load(bytes, "fuzz", CapabilitySignatures.NONE).program();
            VerifiedProgram verified = ProgramVerifier.verify(program);
            for (int i = 0; i < program.functions().size(); i++) {
                verified.flow(i).structure();
            }
        } catch (LoadException refused) {
            if (refused.getMessage() == null || !refused.kind().mayBeLoadTime()) {
                throw new AssertionError("a refusal without a name", refused);
            }
        }
    }
}
