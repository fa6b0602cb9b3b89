package org.trufflecasm.format;

import java.util.Set;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.core.ProgramPrinter;
import org.trufflecasm.error.LoadException;

/**
 * The one entry point for hostile input: any bytes give a capsule or a named failure, and nothing
 * else.
 */
public final class HostileCapsules {
    private static final CapabilitySignatures SIGNATURES =
            name -> !Set.of("io.print", "fs.write").contains(name);

    private HostileCapsules() {}

    /**
     * Loads {@code content} and prints what comes out in every form.
     *
     * @throws AssertionError if the failure has no kind of load time or no message, or a listing is
     *     wrong
     */
    public static void check(byte[] content) {
        LoadedCapsule capsule;
        try {
            capsule = FormatRegistry.load(content, "hostile", SIGNATURES);
        } catch (LoadException e) {
            if (!e.kind().isLoadTime()
                    || e.getMessage().isBlank()
                    || e.getMessage().contains("\n")) {
                throw new AssertionError(
                        "not a failure of loading: " + e.kind() + ": " + e.getMessage(), e);
            }
            return;
        }
        ProgramPrinter.Listing listing = ProgramPrinter.list(capsule.program());
        long lines =
                capsule.program().instructionCount() + 2L * capsule.program().functions().size();
        if (listing.text().chars().filter(c -> c == '\n').count() != lines) {
            throw new AssertionError("a listing with the wrong count of lines:\n" + listing.text());
        }
        capsule.describeModel();
        capsule.disassemble();
    }
}
