package org.trufflecasm.launcher;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.trufflecasm.launcher.report.ExitStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code casm} without a verb: shows what there is. */
@Command(
        name = "casm",
        versionProvider = CasmVersion.class,
        header = "Runs, checks and examines CASM capsules.",
        synopsisHeading = "Usage: ",
        customSynopsis = {"casm VERB [OPTIONS] FILE...", "       casm help VERB"},
        commandListHeading = "%nVerbs:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  casm run examples/hello.casm",
            "  casm check examples/hello.casm examples/fib.casm",
            "  casm help run",
            "",
            "Exit status: 0 success, 1 a capsule was refused or failed, 2 wrong command line or",
            "unreadable file."
        },
        sortOptions = false)
final class CasmCommand implements Callable<Integer> {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // That it is declared is enough.
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    @SuppressWarnings("UnusedVariable") // That it is declared is enough.
    private boolean version;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        err.println("casm: which verb?");
        spec.commandLine().usage(err);
        return ExitStatus.USAGE;
    }
}
