package org.trufflecasm.launcher.verb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.graalvm.polyglot.Value;
import org.trufflecasm.core.Program;
import org.trufflecasm.flow.ProgramVerifier;
import org.trufflecasm.launcher.Console;
import org.trufflecasm.launcher.report.Diagnostic;
import org.trufflecasm.launcher.report.ExitStatus;
import org.trufflecasm.launcher.report.Trace;
import org.trufflecasm.launcher.run.CapsuleSession;
import org.trufflecasm.launcher.run.InvalidOptionException;
import org.trufflecasm.launcher.run.MissingCompilerException;
import org.trufflecasm.launcher.run.RunOutcome;
import org.trufflecasm.launcher.run.RunSettings;
import org.trufflecasm.launcher.stage.CapsuleFile;
import org.trufflecasm.launcher.stage.CapsuleLoader;
import org.trufflecasm.launcher.stage.UnreadableFileException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code casm bench}: how long a capsule takes, run by run. */
@Command(
        name = "bench",
        header = "Measure how long a capsule runs, or loads.",
        description = {
            "%nLoads the capsule once, runs its entry again and again in one process, and after"
                    + " each run writes '@bench iter=I ms=M' on a line of its own. The time covers one"
                    + " call of the entry and writing out what it printed. The capability bench.step is"
                    + " granted.",
            "",
            GraalOptions.HELP,
            ""
        },
        sortOptions = false,
        preprocessor = GraalOptions.Preprocessor.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  casm bench --repeat 5 examples/fib.casm",
            "  casm bench --load --repeat 3 examples/fib.casm"
        })
public final class BenchVerb extends ExecutingVerb {
    private static final String GRANT = "bench.step";

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "10",
            converter = Choices.Counts.class,
            description = "How many times (default: ${DEFAULT-VALUE}).")
    private long repeat;

    @Option(
            names = "--load",
            description =
                    "Run nothing; measure reading the file, verifying and lowering it, the analysis"
                            + " of its flow, and the whole way to something that can be called.")
    private boolean load;

    /**
     * @param console the streams of the command
     */
    public BenchVerb(Console console) {
        super(console);
    }

    @Override
    int execute(CapsuleFile capsule, CapsuleLoader loader) throws Exception {
        RunSettings settings = settings(false).granting(GRANT);
        return onGuestThread(
                loader,
                guest ->
                        load
                                ? measureLoading(guest, settings, capsule, loader)
                                : run(guest, settings, capsule));
    }

    /** Figures of the interpreter, taken for those of the compiler, would be worse than none. */
    @Override
    void warnOrFail() throws MissingCompilerException {
        throw new MissingCompilerException();
    }

    private int run(Guest guest, RunSettings settings, CapsuleFile capsule)
            throws InvalidOptionException {
        Diagnostic failure;
        try (CapsuleSession session = guest.open(settings)) {
            failure = repeat(session, session.load(capsule));
        }
        return failure == null ? ExitStatus.OK : failed(failure);
    }

    private Diagnostic repeat(CapsuleSession session, RunOutcome loaded) {
        RunOutcome outcome = loaded;
        for (long i = 1; i <= repeat && outcome instanceof RunOutcome.Completed; i++) {
            Value target = ((RunOutcome.Completed) loaded).value();
            long start = System.nanoTime();
            outcome = session.run(target);
            flush();
            long nanos = System.nanoTime() - start;
            if (outcome instanceof RunOutcome.Completed) {
                line(String.format(Locale.ROOT, "@bench iter=%d ms=%.3f", i, nanos / 1e6));
            }
        }
        return switch (outcome) {
            case RunOutcome.Completed completed -> null;
            case RunOutcome.Failed(Diagnostic diagnostic) -> diagnostic;
            case RunOutcome.Exited(int status) ->
                    new Diagnostic(
                            Diagnostic.Code.RUN,
                            "CapabilityError",
                            "sys.exit: the capsule ended the process with the status "
                                    + status
                                    + ", so it cannot be measured",
                            null,
                            Trace.NONE,
                            null);
            case RunOutcome.Cancelled cancelled ->
                    throw new IllegalStateException("the run was cancelled");
        };
    }

    private int measureLoading(
            Guest guest, RunSettings settings, CapsuleFile first, CapsuleLoader loader)
            throws InvalidOptionException {
        Program program = loader.load(first).program();
        line(
                "functions="
                        + program.functions().size()
                        + " instructions="
                        + program.instructionCount()
                        + " bytes="
                        + first.content().length);
        for (long i = 1; i <= repeat; i++) {
            long start = System.nanoTime();
            CapsuleFile file = reread(first);
            long read = System.nanoTime();
            Program lowered = loader.load(file).program();
            long low = System.nanoTime();
            ProgramVerifier.verify(lowered);
            long flow = System.nanoTime();
            RunOutcome outcome;
            long opened;
            try (CapsuleSession session = guest.open(settings)) {
                opened = System.nanoTime();
                outcome = session.load(file);
            }
            long target = System.nanoTime();
            if (outcome instanceof RunOutcome.Failed(Diagnostic diagnostic)) {
                return failed(diagnostic);
            }
            line(
                    String.format(
                            Locale.ROOT,
                            "@load iter=%d read=%.3f lower=%.3f flow=%.3f all=%.3f",
                            i,
                            ms(start, read),
                            ms(read, low),
                            ms(low, flow),
                            ms(start, read) + ms(opened, target)));
        }
        return ExitStatus.OK;
    }

    /** The file once more, for the time it takes; a pipe can be read only once. */
    private static CapsuleFile reread(CapsuleFile file) {
        try {
            return Files.isRegularFile(Path.of(file.name())) ? CapsuleFile.read(file.name()) : file;
        } catch (UnreadableFileException vanished) {
            return file;
        }
    }

    private static double ms(long from, long to) {
        return (to - from) / 1e6;
    }

    private void flush() {
        try {
            console().out().flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void line(String text) {
        try {
            console().out().write((text + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        flush();
    }
}
