package org.trufflecasm.tck.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.core.Manifest;

/**
 * A capsule as the reference interpreter runs it.
 *
 * @param manifest what it asks for
 * @param routines its functions by name
 * @param entry what runs first
 * @param flat whether it is of the CVM1 profile: one code section, one operand stack per task
 * @param exports the variables it has exported while running
 */
record Capsule(
        Manifest manifest,
        Map<String, Routine> routines,
        Routine entry,
        boolean flat,
        Map<String, Object> exports) {

    /** A capsule that has not run yet. */
    Capsule(Manifest manifest, List<Routine> routines, Routine entry, boolean flat) {
        this(manifest, byName(routines), entry, flat, new HashMap<>());
    }

    private static Map<String, Routine> byName(List<Routine> routines) {
        Map<String, Routine> byName = new HashMap<>();
        routines.forEach(routine -> byName.put(routine.name(), routine));
        return byName;
    }
}
