package org.trufflecasm.language;

import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.nodes.ExecutableNode;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.Source;
import java.util.ServiceLoader;

/**
 * Turns a capsule into something that can be called. There is one implementation, found as a
 * service, so that this package need not know the formats and the compiler.
 */
public interface Frontend {

    /**
     * Reads, verifies and links a capsule; nothing of it runs.
     *
     * @return a call target without parameters that runs the capsule's entry and gives its result
     * @throws org.trufflecasm.error.LoadException if the capsule is refused
     */
    CallTarget load(Source source, CasmLanguage language);

    /**
     * Reads an expression that a tool evaluates in a frame of the guest.
     *
     * @param location a place in the code that the frame executes
     * @throws org.trufflecasm.error.LoadException if it is no expression
     */
    ExecutableNode parseInline(Source expression, CasmLanguage language, Node location);

    /**
     * Whether a file is certainly a capsule in a binary form.
     *
     * @param start its first bytes, with or without a {@code #!} line
     */
    boolean isBinary(byte[] start);

    /** The implementation. */
    static Frontend get() {
        return ServiceLoader.load(Frontend.class, Frontend.class.getClassLoader())
                .findFirst()
                .orElseThrow();
    }
}
