package org.trufflecasm.launcher.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one capsule is run. Immutable.
 *
 * @param entry function to run; null for the capsule's own entry
 * @param maxSteps instructions it may execute; 0 = any number
 * @param maxStack operand slots it may use; 0 = any number
 * @param maxOutput bytes it may print; 0 = any number
 * @param maxCallDepth frames it may have; 0 = as many as the stack carries
 * @param maxMemory bytes of values it may keep; 0 = as many as the heap holds
 * @param timeoutMillis milliseconds it may take; 0 = any time
 * @param stats whether it is counted what it uses, for statistics
 * @param grants capabilities allowed besides the default ones: names, {@code ns.*} or {@code *}
 * @param denials capabilities refused; a denial beats every grant
 * @param dumpBytecode whether the bytecode of every function is printed to standard error
 * @param arguments what {@code sys.args} gives
 * @param languageOptions further options of the language, {@code casm.…}; they win over the ones
 *     above
 */
public record RunSettings(
        String entry,
        long maxSteps,
        long maxStack,
        long maxOutput,
        long maxCallDepth,
        long maxMemory,
        long timeoutMillis,
        boolean stats,
        List<String> grants,
        List<String> denials,
        boolean dumpBytecode,
        List<String> arguments,
        Map<String, String> languageOptions) {

    /** The option of the language for what a capsule asks for that cannot ask itself. */
    public static final String PERMISSIONS = "casm.Permissions";

    /** The capsule's own entry, no limits, no grants. */
    public static final RunSettings DEFAULT =
            new RunSettings(
                    null, 0, 0, 0, 0, 0, 0, false, List.of(), List.of(), false, List.of(),
                    Map.of());

    public RunSettings {
        grants = List.copyOf(grants);
        denials = List.copyOf(denials);
        arguments = List.copyOf(arguments);
        languageOptions = Map.copyOf(languageOptions);
    }

    /** The same, with one more grant. */
    public RunSettings granting(String name) {
        List<String> more = new ArrayList<>(grants);
        more.add(name);
        return new RunSettings(
                entry,
                maxSteps,
                maxStack,
                maxOutput,
                maxCallDepth,
                maxMemory,
                timeoutMillis,
                stats,
                more,
                denials,
                dumpBytecode,
                arguments,
                languageOptions);
    }

    /** The same, with the bytecode printed or not. */
    public RunSettings dumpingBytecode(boolean dump) {
        return new RunSettings(
                entry,
                maxSteps,
                maxStack,
                maxOutput,
                maxCallDepth,
                maxMemory,
                timeoutMillis,
                stats,
                grants,
                denials,
                dump,
                arguments,
                languageOptions);
    }

    /** The settings as options of the language; what is at its default is left out. */
    Map<String, String> contextOptions() {
        Map<String, String> options = new LinkedHashMap<>();
        putLimit(options, "casm.MaxSteps", maxSteps);
        putLimit(options, "casm.MaxStack", maxStack);
        putLimit(options, "casm.MaxOutput", maxOutput);
        putLimit(options, "casm.MaxCallDepth", maxCallDepth);
        putLimit(options, "casm.MaxMemory", maxMemory);
        putLimit(options, "casm.Timeout", timeoutMillis);
        if (stats) {
            options.put("casm.Stats", "true");
        }
        if (!grants.isEmpty()) {
            options.put("casm.Grant", String.join(",", grants));
        }
        if (!denials.isEmpty()) {
            options.put("casm.Deny", String.join(",", denials));
        }
        if (entry != null) {
            options.put("casm.Entry", entry);
        }
        if (dumpBytecode) {
            options.put("casm.DumpBytecode", "true");
        }
        options.putAll(languageOptions);
        return options;
    }

    private static void putLimit(Map<String, String> options, String name, long limit) {
        if (limit > 0) {
            options.put(name, Long.toString(limit));
        }
    }
}
