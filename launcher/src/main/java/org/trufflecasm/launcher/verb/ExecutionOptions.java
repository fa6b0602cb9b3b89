package org.trufflecasm.launcher.verb;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.launcher.policy.PolicyFile;
import org.trufflecasm.launcher.run.RunSettings;
import org.trufflecasm.launcher.run.Tier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the verbs that run a capsule: how, with which limits and grants. */
final class ExecutionOptions {
    private static final String SOURCE_ROOT = "casm.SourceRoot";

    @Option(
            names = "--tier",
            paramLabel = "auto|interpreter|compiled",
            defaultValue = "auto",
            converter = Choices.Tiers.class,
            description = {
                "auto: interpret, and compile what is hot (default).",
                "interpreter: never compile.",
                "compiled: compile everything before it runs; fail if the compiler gives up."
            })
    private Tier tier;

    @Option(
            names = "--entry",
            paramLabel = "F",
            description = "Run function F instead of the capsule's entry.")
    private String entry;

    @Mixin private GrantOptions grants;

    @Mixin private HostOptions host;

    @Option(
            names = "--max-steps",
            paramLabel = "N",
            defaultValue = "0",
            converter = Choices.Counts.class,
            description =
                    "Execute at most N instructions. For this and the next options 0 means no"
                            + " limit, the default; a manifest can lower a limit, never raise it.")
    private long maxSteps;

    @Option(
            names = "--max-stack",
            paramLabel = "N",
            defaultValue = "0",
            converter = Choices.Counts.class,
            description = "Use at most N operand slots.")
    private long maxStack;

    @Option(
            names = "--max-output",
            paramLabel = "N",
            defaultValue = "0",
            converter = Choices.Counts.class,
            description = "Print at most N bytes.")
    private long maxOutput;

    @Option(
            names = "--max-call-depth",
            paramLabel = "N",
            defaultValue = "0",
            converter = Choices.Counts.class,
            description = "Have at most N frames, the entry included.")
    private long maxCallDepth;

    @Option(
            names = "--max-memory",
            paramLabel = "BYTES",
            defaultValue = "0",
            converter = Choices.Counts.class,
            description =
                    "Keep at most so many bytes of values at the same time: 32 for each object, 16"
                            + " for each element or field, and the text of strings.")
    private long maxMemory;

    @Option(
            names = "--timeout",
            paramLabel = "MS",
            defaultValue = "0",
            converter = Choices.Counts.class,
            description = "Run for at most MS milliseconds.")
    private long timeoutMillis;

    @Option(
            names = "--source-root",
            paramLabel = "DIR",
            description =
                    "Folder with the source files that the capsule names, for tools (default: the"
                            + " capsule's own).")
    private String sourceRoot;

    @Mixin private GraalOptions graal;

    Tier tier() {
        return tier;
    }

    GrantOptions grants() {
        return grants;
    }

    GraalOptions graal() {
        return graal;
    }

    private Map<String, String> languageOptions(PolicyFile policy, String capsule) {
        Map<String, String> options = new LinkedHashMap<>(host.ofLanguage(policy));
        if (!grants.permissions().isEmpty()) {
            options.put(RunSettings.PERMISSIONS, String.join(",", grants.permissions()));
        }
        if (sourceRoot != null) {
            options.put(SOURCE_ROOT, sourceRoot);
        } else if (graal.usesTools()) {
            Path folder = Path.of(capsule).toAbsolutePath().getParent();
            options.put(SOURCE_ROOT, folder == null ? "." : folder.toString());
        }
        if (graal.usesCoverage()) {
            options.put("casm.BuildAll", "true");
        }
        options.putAll(graal.ofLanguage());
        return options;
    }

    /**
     * The options as settings of a run.
     *
     * @param capsule the capsule's file
     * @param arguments what stands behind the capsule's name
     * @param stats whether it is counted what the run uses
     * @throws IllegalArgumentException if one of them is wrong; the message is for the user
     */
    RunSettings settings(String capsule, List<String> arguments, boolean stats) {
        PolicyFile policy = grants.file();
        return new RunSettings(
                entry,
                policy.stricter("max_steps", maxSteps),
                policy.stricter("max_stack", maxStack),
                policy.stricter("max_output", maxOutput),
                policy.stricter("max_call_depth", maxCallDepth),
                policy.stricter("max_memory", maxMemory),
                policy.stricter("timeout_ms", timeoutMillis),
                stats,
                grants.grants(),
                grants.denials(),
                false,
                arguments,
                languageOptions(policy, capsule));
    }
}
