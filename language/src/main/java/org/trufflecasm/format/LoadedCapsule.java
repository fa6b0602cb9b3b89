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
 * @param takesPermissions whether its form cannot say what it asks for, or says nothing, so that
 *     its host may say it
 */
public record LoadedCapsule(
        Program program,
        String format,
        List<String> capabilityNames,
        Supplier<String> model,
        Supplier<String> listing,
        boolean takesPermissions) {

    /** A capsule that says itself what it asks for. */
    public LoadedCapsule(
            Program program,
            String format,
            List<String> capabilityNames,
            Supplier<String> model,
            Supplier<String> listing) {
        this(program, format, capabilityNames, model, listing, false);
    }

    public LoadedCapsule {
        capabilityNames = List.copyOf(capabilityNames);
    }

    /**
     * The program, asking also for {@code permissions} if it cannot ask itself.
     *
     * @param permissions names, wildcards, with or without a scope behind a colon
     */
    public Program program(List<String> permissions) {
        return takesPermissions && !permissions.isEmpty()
                ? program.with(program.manifest().asking(permissions))
                : program;
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
