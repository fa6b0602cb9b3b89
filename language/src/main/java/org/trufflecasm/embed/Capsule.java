package org.trufflecasm.embed;

import org.graalvm.polyglot.Source;

/**
 * A capsule that has been loaded and verified. Immutable; safe to share between threads; any number
 * of runs can be made of it.
 */
public final class Capsule {
    private final CasmEngine engine;
    private final Source source;

    Capsule(CasmEngine engine, Source source) {
        this.engine = engine;
        this.source = source;
    }

    /** {@return what it is called in messages} */
    public String name() {
        return source.getName();
    }

    /**
     * Prepares a run.
     *
     * @return allows what every host allows by default, and limits nothing
     */
    public CapsuleRun.Builder newRun() {
        return new CapsuleRun.Builder(this);
    }

    CasmEngine engine() {
        return engine;
    }

    Source source() {
        return source;
    }

    @Override
    public String toString() {
        return "capsule " + name();
    }
}
