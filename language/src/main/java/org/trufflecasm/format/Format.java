package org.trufflecasm.format;

import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.error.LoadException;

/**
 * One family of capsule files: recognises them by content and turns them into core programs.
 * Stateless.
 */
public interface Format {

    /** The name shown to users, for example {@code crush}. */
    String name();

    /**
     * Whether {@code content} is meant for this format. Decides by the first bytes and may be wrong
     * about the rest.
     */
    boolean detects(byte[] content);

    /**
     * Whether a file is certainly in a binary form of this format: a magic number says so.
     *
     * @param start its first bytes
     */
    default boolean isBinary(@SuppressWarnings("unused") byte[] start) {
        return false;
    }

    /**
     * Reads, verifies and lowers a capsule.
     *
     * @param content the whole file; must not change afterwards
     * @param name what the program is called in messages
     * @param signatures which host capabilities give values
     * @throws LoadException if it is not a correct capsule, or needs what this version does not
     *     offer
     */
    LoadedCapsule load(byte[] content, String name, CapabilitySignatures signatures);

    /**
     * A readable listing of a capsule that need not be executable by this version.
     *
     * @param content the whole file
     * @param name what the program is called in the listing
     * @throws LoadException if it is not a correct capsule
     */
    String disassemble(byte[] content, String name);
}
