package org.trufflecasm.launcher.verb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.trufflecasm.core.Program;
import org.trufflecasm.flow.ProgramVerifier;
import org.trufflecasm.launcher.Console;
import org.trufflecasm.launcher.explain.CompilationLog;
import org.trufflecasm.launcher.explain.Explanation;
import org.trufflecasm.launcher.report.Diagnostic;
import org.trufflecasm.launcher.report.ExitStatus;
import org.trufflecasm.launcher.run.CapsuleSession;
import org.trufflecasm.launcher.run.InvalidOptionException;
import org.trufflecasm.launcher.run.MissingCompilerException;
import org.trufflecasm.launcher.run.RepeatedRuns;
import org.trufflecasm.launcher.run.RunOutcome;
import org.trufflecasm.launcher.run.RunSettings;
import org.trufflecasm.launcher.run.Tier;
import org.trufflecasm.launcher.run.TierEngine;
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
                    + " granted. All runs must print and give the same; if the later ones take very"
                    + " different times, a line on standard error says so.",
            "",
            GraalOptions.HELP,
            ""
        },
        sortOptions = false,
        preprocessor = GraalOptions.Preprocessor.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  casm bench --repeat 5 examples/fib.casm",
            "  casm bench --load --repeat 3 examples/fib.casm",
            "  casm bench --repeat 50 --explain examples/fib.casm"
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

    @Option(
            names = "--explain",
            description =
                    "After the runs, say what may make the program slow, each cause on a line with"
                            + " its place in the source: functions that were never compiled, or"
                            + " deoptimised again and again, calls and fields that meet too many"
                            + " kinds of things, numbers that are kept as objects, operands that are"
                            + " counted while the program runs.")
    private boolean explain;

    /** Null if nothing is to be explained. */
    private CompilationLog compilations;

    /**
     * @param console the streams of the command
     */
    public BenchVerb(Console console) {
        super(console);
    }

    @Override
    int execute(CapsuleFile capsule, CapsuleLoader loader) throws Exception {
        if (explain && (load || execution().tier() != Tier.AUTO)) {
            throw wrongUsage(
                    "--explain tells what the compiler did with a program that runs, so it goes with"
                            + " neither --load nor another --tier than auto");
        }
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

    @Override
    TierEngine openEngine(Map<String, String> options)
            throws MissingCompilerException, InvalidOptionException {
        if (!explain) {
            return super.openEngine(options);
        }
        Map<String, String> all = new LinkedHashMap<>(CompilationLog.OPTIONS);
        all.putAll(options);
        try {
            return TierEngine.open(
                    Tier.AUTO,
                    all,
                    console().err(),
                    log -> {
                        compilations = new CompilationLog(log);
                        return compilations;
                    });
        } catch (InvalidOptionException refused) {
            // Without the compiler the options that make it talk do not exist either.
            try (TierEngine plain = super.openEngine(options)) {
                if (!plain.isOptimizing()) {
                    warnOrFail();
                }
            }
            throw refused;
        }
    }

    private int run(Guest guest, RunSettings settings, CapsuleFile capsule)
            throws InvalidOptionException {
        RepeatedRuns runs = new RepeatedRuns(console());
        Diagnostic failure;
        List<String> explained = List.of();
        try (CapsuleSession session = guest.open(settings, runs.streams())) {
            failure =
                    runs.run(
                            session,
                            session.load(capsule),
                            repeat,
                            (i, millis) ->
                                    line(
                                            String.format(
                                                    Locale.ROOT,
                                                    "@bench iter=%d ms=%.3f",
                                                    i,
                                                    millis)));
            if (failure == null && compilations != null) {
                explained = Explanation.lines(compilations, session.review());
            }
        }
        if (failure != null) {
            return failed(failure);
        }
        explained.forEach(this::line);
        if (runs.doubt() != null) {
            err().println("casm: " + runs.doubt());
        }
        return ExitStatus.OK;
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
