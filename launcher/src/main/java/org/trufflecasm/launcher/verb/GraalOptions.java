package org.trufflecasm.launcher.verb;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * GraalVM's own options, which are too many to declare: {@code --engine.X=V}, {@code
 * --compiler.X=V}, {@code --log.X=V}, the language's {@code --casm.X=V}, and those of tools: {@code
 * --dap}, {@code --dap=V}, {@code --dap.X=V}. Without a value they mean {@code true}. Whether one
 * exists, the engine knows.
 */
final class GraalOptions {
    private static final String CARRIER = "--polyglot-option";
    private static final List<String> GROUPS = List.of("engine", "compiler", "log", "casm");
    private static final String LANGUAGE_GROUP = "casm.";

    /** The tools by the names of their options, and what the engine calls them. */
    private static final Map<String, String> TOOLS =
            Map.of(
                    "inspect", "inspect",
                    "dap", "dap",
                    "cpusampler", "cpusampler",
                    "cputracer", "cputracer",
                    "memtracer", "memtracer",
                    "coverage", "casmcoverage");

    /** For the help of verbs that take these options. */
    static final String HELP =
            "GraalVM's own options pass too: --engine.X=V, --compiler.X=V, --log.X=V, --casm.X=V,"
                    + " and --vm.X for the Java virtual machine (read by the start script). Without =V"
                    + " they mean true.";

    @Option(names = CARRIER, hidden = true, mapFallbackValue = "true")
    private Map<String, String> options = new LinkedHashMap<>();

    /** Options of the whole engine. */
    Map<String, String> ofEngine() {
        return select(name -> !name.startsWith(LANGUAGE_GROUP));
    }

    /** Options of the language. */
    Map<String, String> ofLanguage() {
        return select(name -> name.startsWith(LANGUAGE_GROUP));
    }

    /** Whether a tool looks at the run. */
    boolean usesTools() {
        return options.keySet().stream()
                .map(option -> option.split("\\.", 2)[0])
                .anyMatch(TOOLS::containsValue);
    }

    /** Has the sampler write what it finds out as JSON. */
    void sampleTo(Path report) {
        options.put("cpusampler", "true");
        options.put("cpusampler.Output", "json");
        options.put("cpusampler.OutputFile", report.toString());
    }

    /** Whether it is counted what is executed. */
    boolean usesCoverage() {
        return options.containsKey(TOOLS.get("coverage"));
    }

    private Map<String, String> select(Predicate<String> wanted) {
        return options.entrySet().stream()
                .filter(option -> wanted.test(option.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Turns {@code --engine.X=V} into an option that picocli can declare. */
    static final class Preprocessor implements IParameterPreprocessor {
        @Override
        @SuppressWarnings("JdkObsolete") // picocli's signature.
        public boolean preprocess(
                Stack<String> arguments,
                CommandSpec spec,
                ArgSpec argument,
                Map<String, Object> info) {
            // The next argument is on top, that is, at the end.
            for (int i = arguments.size() - 1; i >= 0 && !arguments.get(i).equals("--"); i--) {
                String option = arguments.get(i);
                int at = i;
                if (option.startsWith("--vm.")) {
                    throw new ParameterException(
                            spec.commandLine(),
                            "'"
                                    + option
                                    + "' is for the Java virtual machine and read by the start"
                                    + " script; this process was started without it");
                }
                if (GROUPS.stream().anyMatch(group -> option.startsWith("--" + group + "."))) {
                    arguments.set(i, CARRIER + "=" + option.substring(2));
                }
                TOOLS.forEach(
                        (shown, tool) -> {
                            if (option.matches("--" + shown + "([.=].*)?")) {
                                String rest = option.substring(2 + shown.length());
                                arguments.setElementAt(CARRIER + "=" + tool + rest, at);
                            }
                        });
            }
            return false;
        }
    }
}
