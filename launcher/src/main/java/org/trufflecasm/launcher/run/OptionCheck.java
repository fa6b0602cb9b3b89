package org.trufflecasm.launcher.run;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.graalvm.options.OptionDescriptor;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Language;
import org.trufflecasm.launcher.report.Nearest;

/** Finds out which of some options was refused, for the polyglot API does not always say. */
final class OptionCheck {
    private final Map<String, OptionDescriptor> known = new HashMap<>();

    /**
     * @param engine knows which options there are
     */
    OptionCheck(Engine engine) {
        engine.getOptions().forEach(option -> known.put(option.getName(), option));
        for (Language language : engine.getLanguages().values()) {
            language.getOptions().forEach(option -> known.put(option.getName(), option));
        }
    }

    /**
     * What is wrong, for the user.
     *
     * @param options the options that were refused, by name
     * @param refused what the polyglot API says
     */
    String explain(Map<String, String> options, IllegalArgumentException refused) {
        for (Map.Entry<String, String> option : options.entrySet()) {
            Optional<String> problem = problem(option.getKey(), option.getValue());
            if (problem.isPresent()) {
                return problem.get();
            }
        }
        return String.valueOf(refused.getMessage());
    }

    private Optional<String> problem(String name, String value) {
        OptionDescriptor descriptor = known.get(name);
        if (descriptor == null) {
            // Loggers are named freely, and some options are families.
            return name.startsWith("log.") || isOfFamily(name)
                    ? Optional.empty()
                    : Optional.of(
                            "unknown option '--"
                                    + name
                                    + "'"
                                    + Nearest.to(name, known.keySet())
                                            .map(right -> "; did you mean '--" + right + "'?")
                                            .orElse(""));
        }
        try {
            descriptor.getKey().getType().convert(value);
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(
                    "invalid value '" + value + "' of '--" + name + "': " + wrong.getMessage());
        }
    }

    private boolean isOfFamily(String name) {
        return known.values().stream()
                .anyMatch(
                        option -> option.isOptionMap() && name.startsWith(option.getName() + "."));
    }
}
