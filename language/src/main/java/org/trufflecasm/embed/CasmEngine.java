package org.trufflecasm.embed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.ByteSequence;

/**
 * Loads capsules. What is compiled for one run of a capsule serves the others of the same engine,
 * so a program needs one engine. Safe to share between threads.
 */
public final class CasmEngine implements AutoCloseable {
    /** The id of the language. */
    static final String LANGUAGE = "casm";

    private static final String MODULE_TYPE = "application/x-casm+module-binary";

    private final Engine engine;
    private final boolean owned;

    private CasmEngine(Engine engine, boolean owned) {
        this.engine = engine;
        this.owned = owned;
    }

    /**
     * An engine of its own.
     *
     * @return to be closed
     */
    public static CasmEngine create() {
        return new CasmEngine(Engine.create(), true);
    }

    /**
     * Runs capsules on an engine that the program also uses for something else, or that it has made
     * with options.
     *
     * @param engine stays open when this one is closed
     * @return an engine for capsules
     */
    public static CasmEngine on(Engine engine) {
        return new CasmEngine(Objects.requireNonNull(engine, "engine"), false);
    }

    /**
     * Loads and verifies a capsule in whatever form; nothing of it runs.
     *
     * @param file the capsule
     * @return the capsule
     * @throws IOException if the file cannot be read
     * @throws CasmException if it is no capsule, or refused
     */
    public Capsule load(Path file) throws IOException {
        return load(file.getFileName().toString(), Files.readAllBytes(file));
    }

    /**
     * As above, from memory.
     *
     * @param name what the capsule is called in messages; also its file name where the form of a
     *     capsule depends on it
     * @param content its bytes, in whatever form; copied
     * @return the capsule
     * @throws CasmException if it is no capsule, or refused
     */
    public Capsule load(String name, byte[] content) {
        Source source =
                Source.newBuilder(LANGUAGE, ByteSequence.create(content.clone()), name)
                        .mimeType(MODULE_TYPE)
                        .buildLiteral();
        try (Context context = Context.newBuilder(LANGUAGE).engine(engine).build()) {
            try {
                context.parse(source);
            } catch (PolyglotException refused) {
                throw CasmException.of(refused);
            }
        }
        return new Capsule(this, source);
    }

    /**
     * As above, from a text.
     *
     * @param name what the capsule is called in messages
     * @param text JSON, text assembly or a listing
     * @return the capsule
     * @throws CasmException if it is no capsule, or refused
     */
    public Capsule load(String name, String text) {
        return load(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Whether hot code is compiled. If not, Java was started without the flags that the compiler
     * needs (docs/embedding.md), and capsules are interpreted only.
     *
     * @return whether there is a compiler
     */
    public boolean isOptimizing() {
        return !engine.getImplementationName().contains("Interpreted");
    }

    /** {@return the engine below, for programs that make contexts of their own} */
    public Engine engine() {
        return engine;
    }

    /** Ends whatever runs, and closes the engine if it is its own. */
    @Override
    public void close() {
        if (owned) {
            engine.close(true);
        }
    }
}
