package org.trufflecasm.launcher;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trufflecasm.launcher.report.ExitStatus;
import org.trufflecasm.launcher.report.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says in one line what is wrong with a command line, and which option or verb may have been meant.
 */
final class UsageErrorHandler implements IParameterExceptionHandler {
    /** How picocli's help command answers an unknown verb. */
    private static final Pattern UNKNOWN_SUBCOMMAND =
            Pattern.compile("Unknown subcommand '(.*)'.*", Pattern.DOTALL);

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        err.println(name + ": " + describe(wrong, command.getCommandSpec()));
        err.println("Try '" + name + " --help'.");
        err.flush();
        return ExitStatus.USAGE;
    }

    private static String describe(ParameterException wrong, CommandSpec spec) {
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String argument = unmatched.getUnmatched().getFirst();
            if (argument.startsWith("-") && argument.length() > 1) {
                return unknownOption(argument, spec);
            }
            return isRoot(spec)
                    ? unknownVerb(argument, spec)
                    : "unexpected argument '" + argument + "'";
        }
        Matcher unknown = UNKNOWN_SUBCOMMAND.matcher(String.valueOf(wrong.getMessage()));
        if (unknown.matches()) {
            return unknownVerb(unknown.group(1), spec);
        }
        // picocli's own texts begin with a capital letter and some end with a full stop or the
        // whole usage.
        String text = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("").strip();
        return text.isEmpty()
                ? "wrong command line"
                : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    private static boolean isRoot(CommandSpec spec) {
        return spec.parent() == null;
    }

    private static String unknownOption(String argument, CommandSpec spec) {
        int equals = argument.indexOf('=');
        String option = equals < 0 ? argument : argument.substring(0, equals);
        List<String> known =
                spec.options().stream()
                        .filter(candidate -> !candidate.hidden())
                        .map(OptionSpec::longestName)
                        .toList();
        return "unknown option '" + option + "'" + suggestion(Nearest.to(option, known));
    }

    private static String unknownVerb(String argument, CommandSpec spec) {
        Optional<String> verb = Nearest.to(argument, spec.subcommands().keySet());
        if (verb.isEmpty() && isFile(argument)) {
            verb = Optional.of("casm run " + argument);
        }
        return "unknown verb '" + argument + "'" + suggestion(verb);
    }

    private static boolean isFile(String argument) {
        try {
            return Files.isRegularFile(Path.of(argument));
        } catch (InvalidPathException malformed) {
            return false;
        }
    }

    private static String suggestion(Optional<String> nearest) {
        return nearest.map(right -> "; did you mean '" + right + "'?").orElse("");
    }
}
