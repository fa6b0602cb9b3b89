package org.trufflecasm.format;

import java.util.List;
import java.util.function.Supplier;
import org.trufflecasm.core.Program;

/**
 * A capsule that was read, verified by its format and lowered. Immutable; safe to share between
 * threads.
 *
 * @param program the core program
 * @param format name of the format it was written in
 * @param capabilityNames canonical names of all capabilities that its code calls, in order of first
 *     use
 * @param model makes the print of the format's own model
 * @param listing makes the listing of the capsule
 */
public record LoadedCapsule(
        Program program,
        String format,
        List<String> capabilityNames,
        Supplier<String> model,
        Supplier<String> listing) {

    public LoadedCapsule {
        capabilityNames = List.copyOf(capabilityNames);
    }

    /**
     * What the reader made of the file, before it was verified: readable, made on demand by reading
     * it again.
     */
    public String describeModel() {
        return model.get();
    }

    /** The listing that {@code casm dis} shows, made on demand. */
    public String disassemble() {
        return listing.get();
    }
}
