package org.trufflecasm.launcher.run;

import java.util.Locale;
import java.util.Map;

/** How a capsule is executed. Every tier gives the same result. */
public enum Tier {
    /** What a user gets: interpreted at first, hot code compiled in the background. */
    AUTO(Map.of()),
    /** Nothing is compiled. */
    INTERPRETER(Map.of("engine.Compilation", "false")),
    /** Everything is compiled before it runs; code that cannot be compiled is a failure. */
    COMPILED(Map.of(
            "engine.CompileImmediately", "true",
            "engine.BackgroundCompilation", "false",
            "engine.CompilationFailureAction", "Throw"));

    private final Map<String, String> options;

    Tier(Map<String, String> options) {
        this.options = options;
    }

    /** The engine options that make the tier. They exist only where there is an optimizing runtime. */
    Map<String, String> options() {
        return options;
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
