package org.trufflecasm.tck.fuzz;

import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.core.Program;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.flow.ProgramVerifier;
import org.trufflecasm.flow.VerifiedProgram;
import org.trufflecasm.format.FormatRegistry;

/**
 * Takes any bytes through everything that happens before a run: reading, verification, lowering,
 * control flow. They must give a program or a {@link LoadException}; any other exception is a
 * finding.
 */
public final class HostileInput {
    private HostileInput() {}

    /** What the fuzzer calls. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        try {
            Program program =
                    FormatRegistry.load(bytes, "fuzz", CapabilitySignatures.NONE).program();
            VerifiedProgram verified = ProgramVerifier.verify(program);
            for (int i = 0; i < program.functions().size(); i++) {
                verified.flow(i).structure();
            }
        } catch (LoadException refused) {
            if (refused.getMessage() == null || !refused.kind().isLoadTime()) {
                throw new AssertionError("a refusal without a name", refused);
            }
        }
    }
}
