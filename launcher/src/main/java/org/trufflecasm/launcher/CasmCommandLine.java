package org.trufflecasm.launcher;

import java.io.PrintWriter;
import java.util.List;
import org.trufflecasm.capability.CapabilityConfigurationException;
import org.trufflecasm.launcher.report.Diagnostic;
import org.trufflecasm.launcher.report.DiagnosticPrinter;
import org.trufflecasm.launcher.report.ExitStatus;
import org.trufflecasm.launcher.report.InternalErrorReport;
import org.trufflecasm.launcher.report.MessageFormat;
import org.trufflecasm.launcher.report.Trace;
import org.trufflecasm.launcher.verb.AsmVerb;
import org.trufflecasm.launcher.verb.BenchVerb;
import org.trufflecasm.launcher.verb.CapsVerb;
import org.trufflecasm.launcher.verb.CheckVerb;
import org.trufflecasm.launcher.verb.ConvertVerb;
import org.trufflecasm.launcher.verb.DisVerb;
import org.trufflecasm.launcher.verb.GraphVerb;
import org.trufflecasm.launcher.verb.JsVerb;
import org.trufflecasm.launcher.verb.RunVerb;
import org.trufflecasm.launcher.verb.TestVerb;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.RunLast;

/** Puts the verbs together and runs one command line. */
public final class CasmCommandLine {
    private static final int HELP_WIDTH = 100;

    private static final String HELP = "help";

    /** The verbs in the order of the help. */
    private static final List<String> VERBS =
            List.of(
                    "run", "js", "check", "dis", "asm", "convert", "caps", "graph", "test", "bench",
                    HELP);

    private CasmCommandLine() {}

    private static Object verb(String name, Console console) {
        return switch (name) {
            case "run" -> new RunVerb(console);
            case "js" -> new JsVerb(console);
            case "check" -> new CheckVerb(console);
            case "dis" -> new DisVerb(console);
            case "asm" -> new AsmVerb(console);
            case "convert" -> new ConvertVerb(console);
            case "caps" -> new CapsVerb(console);
            case "graph" -> new GraphVerb(console);
            case "test" -> new TestVerb(console);
            case "bench" -> new BenchVerb(console);
            case HELP -> new HelpCommand();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /**
     * The whole command, ready to parse.
     *
     * @param console its streams
     */
    public static CommandLine create(Console console) {
        return withVerbs(VERBS, console);
    }

    /**
     * As much of the command as one command line needs: the verb alone, if it is named right (and
     * is not the one that explains the others). The annotations of all verbs together take longer
     * to read than a small capsule takes to run.
     */
    private static CommandLine createFor(Console console, String... arguments) {
        return arguments.length > 0 && VERBS.contains(arguments[0]) && !arguments[0].equals(HELP)
                ? withVerbs(List.of(arguments[0]), console)
                : create(console);
    }

    private static CommandLine withVerbs(List<String> names, Console console) {
        CommandLine casm = new CommandLine(new CasmCommand());
        names.forEach(name -> casm.addSubcommand(verb(name, console)));
        return casm.setOut(console.outWriter())
                .setErr(console.errWriter())
                .setUsageHelpWidth(HELP_WIDTH)
                .setParameterExceptionHandler(new UsageErrorHandler());
    }

    /**
     * Runs one command line. Whatever goes wrong, a text for the user is all that comes of it.
     *
     * @param console its streams; written out when this method returns
     * @param arguments the command line
     * @return the exit status
     */
    public static int execute(Console console, String... arguments) {
        CommandLine casm = createFor(console, arguments);
        // Not picocli's handler of exceptions, which does not see errors.
        casm.setExecutionStrategy(
                parsed -> {
                    try {
                        return new RunLast().execute(parsed);
                    } catch (CommandLine.ExecutionException wrapped) {
                        return wrapped.getCause()
                                        instanceof CapabilityConfigurationException misconfigured
                                ? misconfigured(casm.getErr(), misconfigured)
                                : defect(
                                        casm.getErr(),
                                        wrapped.getCause() == null ? wrapped : wrapped.getCause(),
                                        arguments);
                    } catch (OutOfMemoryError exhausted) {
                        return failed(casm.getErr(), outOfMemory());
                    } catch (Error error) {
                        return defect(casm.getErr(), error, arguments);
                    }
                });
        int status = casm.execute(arguments);
        casm.getOut().flush();
        casm.getErr().flush();
        console.flush();
        return status;
    }

    /** A provider of capabilities that somebody installed does not work: not a defect of ours. */
    private static int misconfigured(PrintWriter err, CapabilityConfigurationException failure) {
        err.println("error: " + failure.getMessage());
        return ExitStatus.FAILED;
    }

    private static int defect(PrintWriter err, Throwable failure, String... arguments) {
        return failed(
                err,
                new InternalErrorReport(List.of(arguments), CasmVersion.text()).write(failure));
    }

    private static Diagnostic outOfMemory() {
        return new Diagnostic(
                Diagnostic.Code.RUN,
                "MemoryQuota",
                "the process has too little memory for this",
                null,
                Trace.NONE,
                "give it more with --vm.Xmx, for example --vm.Xmx4g");
    }

    private static int failed(PrintWriter err, Diagnostic diagnostic) {
        new DiagnosticPrinter(err, MessageFormat.TEXT).print(diagnostic, "");
        return ExitStatus.FAILED;
    }
}
