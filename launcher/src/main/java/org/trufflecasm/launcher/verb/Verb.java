package org.trufflecasm.launcher.verb;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.trufflecasm.launcher.CasmVersion;
import org.trufflecasm.launcher.Console;
import org.trufflecasm.launcher.report.InternalErrorReport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** What all verbs have: streams, a help option, and a result that is the exit status. */
abstract class Verb implements Callable<Integer> {
    private final Console console;

    @Spec private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = Integer.MAX_VALUE,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // That it is declared is enough.
    private boolean help;

    Verb(Console console) {
        this.console = console;
    }

    final Console console() {
        return console;
    }

    /** Text for standard output; the caller need not flush it. */
    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Text for standard error. */
    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Where defects are written. */
    final InternalErrorReport internalErrors() {
        ParseResult parsed = spec.root().commandLine().getParseResult();
        return new InternalErrorReport(
                parsed == null ? List.of() : parsed.originalArgs(), CasmVersion.text());
    }

    /** A command line that was parsed but is wrong nevertheless. */
    final ParameterException wrongUsage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
