package org.trufflecasm.core;

import java.util.List;

/**
 * A capsule in the format-neutral form that every wing lowers to. Immutable; safe to share between
 * threads. It is not yet verified: see {@code flow.ProgramVerifier}.
 *
 * @param name what the program is called in messages, usually the file name
 * @param functions all functions; instructions refer to them by index
 * @param entry index of the function that runs first
 * @param manifest what the capsule asks for
 * @param family whose rules its values follow
 */
public record Program(
        String name, List<Function> functions, int entry, Manifest manifest, Family family) {

    public Program {
        functions = List.copyOf(functions);
    }

    /** A program of the Crush family. */
    public Program(String name, List<Function> functions, int entry, Manifest manifest) {
        this(name, functions, entry, manifest, Family.CRUSH);
    }

    /** The same with another manifest. */
    public Program with(Manifest other) {
        return new Program(name, functions, entry, other, family);
    }

    /** The function that runs first. */
    public Function entryFunction() {
        return functions.get(entry);
    }

    /** How many instructions all functions have together, without the {@link Op#END} of each. */
    public long instructionCount() {
        return functions.stream().mapToLong(function -> function.code().size() - 1L).sum();
    }
}
