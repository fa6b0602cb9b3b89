package org.trufflecasm.launcher.run;

import java.util.Locale;
import java.util.Map;

/** How a capsule is executed. Every tier gives the same result. */
public enum Tier {
    /** What a user gets: interpreted at first, hot code compiled in the background. */
    AUTO,
    /** Nothing is compiled. */
    INTERPRETER,
    /**
     * Everything is compiled before it runs; code that cannot be compiled is a failure, see {@link
     * CompilerWatch}.
     */
    COMPILED;

    /**
     * The engine options that make the tier. They exist only where there is an optimizing runtime.
     */
    Map<String, String> options() {
        return switch (this) {
            case AUTO ->
                    // A turn of an unrolled loop is worth several; a function that has been called
                    // once or twice has a long loop, which is compiled on its own.
                    Map.of(
                            "engine.OSRCompilationThreshold", "12000",
                            "engine.FirstTierMinInvokeThreshold", "3");
            case INTERPRETER -> Map.of("engine.Compilation", "false");
            case COMPILED ->
                    Map.of(
                            "engine.CompileImmediately", "true",
                            "engine.BackgroundCompilation", "false",
                            "engine.CompilationFailureAction", "Print");
        };
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
