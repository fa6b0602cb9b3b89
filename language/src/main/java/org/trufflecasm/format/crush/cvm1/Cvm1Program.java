package org.trufflecasm.format.crush.cvm1;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.core.Manifest;

/**
 * A capsule of the CVM1 profile, read from a binary file or from text assembly and verified: every
 * instruction is known, every jump and every function leads to an instruction or to the end of the
 * code. Immutable; safe to share between threads.
 *
 * @param version 1 or 2; both run alike
 * @param manifest what it asks for
 * @param functions for each function the index of its first instruction; the count of instructions
 *     stands for the end of the code. Functions may begin at the same place, and run into each
 *     other
 * @param entryName the function that runs first; null if the code runs from its beginning
 * @param entry index of the instruction that runs first
 * @param constants the constants of the binary file, used or not; for text those that it needs, in
 *     order of first use
 * @param instructions the code
 * @param ownLines whether the positions of the instructions are their own lines in text assembly,
 *     not places in a source that was compiled
 */
public record Cvm1Program(
        int version,
        Manifest manifest,
        Map<String, Integer> functions,
        String entryName,
        int entry,
        List<String> constants,
        List<Cvm1Instruction> instructions,
        boolean ownLines) {

    /** The version that is written where nothing else is said. */
    public static final int DEFAULT_VERSION = 2;

    public Cvm1Program {
        functions = Collections.unmodifiableMap(new LinkedHashMap<>(functions));
        constants = List.copyOf(constants);
        instructions = List.copyOf(instructions);
    }

    /** How many bytes the code has. */
    public int codeSize() {
        return instructions.isEmpty()
                ? 0
                : instructions.getLast().offset() + instructions.getLast().size();
    }
}
