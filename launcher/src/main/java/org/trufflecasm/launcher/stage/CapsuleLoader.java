package org.trufflecasm.launcher.stage;

import java.util.List;
import org.trufflecasm.capability.CapabilityRegistry;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.flow.ProgramVerifier;
import org.trufflecasm.flow.VerifiedProgram;
import org.trufflecasm.format.FormatRegistry;
import org.trufflecasm.format.LoadedCapsule;
import org.trufflecasm.launcher.report.Diagnostic;
import org.trufflecasm.launcher.report.Trace;

/** Reads and verifies capsules as running them would, with the capabilities that this host has. */
public final class CapsuleLoader {
    private final CapabilityRegistry registry = CapabilityRegistry.standard();

    /** The capabilities that this host has. */
    public CapabilityRegistry registry() {
        return registry;
    }

    /** The names of the capabilities that this host has. */
    public List<String> capabilityNames() {
        return registry.names();
    }

    /**
     * Reads a capsule and lowers it.
     *
     * @throws LoadException if it is refused
     */
    public LoadedCapsule load(CapsuleFile file) {
        return FormatRegistry.load(file.content(), file.name(), registry);
    }

    /**
     * Reads, lowers and verifies a capsule: everything that can be refused before it runs.
     *
     * @throws LoadException if it is refused
     */
    public VerifiedProgram verify(CapsuleFile file) {
        return ProgramVerifier.verify(load(file).program());
    }

    /**
     * As {@link #verify(CapsuleFile)}, with permissions for a capsule that cannot ask itself.
     *
     * @param permissions names and wildcards, with or without a scope behind a colon
     * @throws LoadException if it is refused
     */
    public VerifiedProgram verify(CapsuleFile file, List<String> permissions) {
        return ProgramVerifier.verify(load(file).program(permissions));
    }

    /** A refusal as it is shown. */
    public static Diagnostic describe(LoadException refused) {
        LoadException.Place place = refused.place();
        return new Diagnostic(
                Diagnostic.Code.LOAD,
                refused.kind().name(),
                refused.getMessage(),
                place.line() > 0 ? new SourcePosition(null, place.line(), place.column()) : null,
                Trace.NONE,
                null);
    }

    /**
     * Where in its file a refused capsule is wrong; null if that is not known, or it is not
     * refused.
     */
    public SourcePosition locateRefusal(CapsuleFile file) {
        try {
            verify(file);
            return null;
        } catch (LoadException refused) {
            return describe(refused).position();
        }
    }
}
