package org.trufflecasm.format.crush;

import java.util.List;
import org.trufflecasm.core.Manifest;

/**
 * A capsule as the file has it: the shape of the container and the version are right, the functions
 * not yet checked.
 *
 * @param version the version it is written for
 * @param lang the language it was compiled from; null if it does not say
 * @param entry name of the function that runs first; null if it does not say
 * @param manifest what it asks for
 * @param functions all functions, with different names, in the order of the file
 * @param origin the file
 */
public record CrushProgram(
        String version,
        String lang,
        String entry,
        Manifest manifest,
        List<CrushFunction> functions,
        CapsuleOrigin origin) {}
