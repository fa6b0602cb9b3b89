package org.trufflecasm.benchmarks;

import java.io.OutputStream;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/** A context with one capsule whose entry can be called; demands the compiler. */
final class Guest implements AutoCloseable {
    private final Context context;
    private final Value entry;
    private final long expected;

    /**
     * @param capsule its text; what it gives must be an integer, the same in every run
     * @param options of the context
     * @throws IllegalStateException if capsules would only be interpreted
     */
    Guest(String capsule, Map<String, String> options) {
        context =
                Context.newBuilder("casm")
                        .option("engine.WarnInterpreterOnly", "false")
                        .options(options)
                        .out(OutputStream.nullOutputStream())
                        .build();
        requireCompiler(context.getEngine());
        entry = context.parse(Source.newBuilder("casm", capsule, "loop.casm").buildLiteral());
        expected = entry.execute().asLong();
    }

    /**
     * Figures of the interpreter, taken for those of the compiler, would be worse than none.
     *
     * @throws IllegalStateException if there is no compiler
     */
    static void requireCompiler(Engine engine) {
        if (engine.getImplementationName().equals("Interpreted")) {
            throw new IllegalStateException(
                    "the Truffle compiler is missing, so this would measure an interpreter; start"
                            + " with: java -jar benchmarks.jar, with at least one fork");
        }
    }

    /** Calls the entry. */
    long run() {
        long result = entry.execute().asLong();
        if (result != expected) {
            throw new IllegalStateException("a run gave " + result + ", the first one " + expected);
        }
        return result;
    }

    @Override
    public void close() {
        context.close();
    }
}
