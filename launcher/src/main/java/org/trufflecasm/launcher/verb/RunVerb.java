package org.trufflecasm.launcher.verb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.graalvm.polyglot.Value;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.launcher.Console;
import org.trufflecasm.launcher.report.Diagnostic;
import org.trufflecasm.launcher.report.ExitStatus;
import org.trufflecasm.launcher.report.JsonLines;
import org.trufflecasm.launcher.report.Progress;
import org.trufflecasm.launcher.report.SpeedscopeProfile;
import org.trufflecasm.launcher.report.StatisticsLine;
import org.trufflecasm.launcher.run.CapsuleSession;
import org.trufflecasm.launcher.run.InvalidOptionException;
import org.trufflecasm.launcher.run.ProvidingFile;
import org.trufflecasm.launcher.run.RunOutcome;
import org.trufflecasm.launcher.run.RunSettings;
import org.trufflecasm.launcher.stage.CapsuleFile;
import org.trufflecasm.launcher.stage.CapsuleLoader;
import org.trufflecasm.launcher.stage.CapsuleOutput;
import org.trufflecasm.launcher.stage.Stage;
import org.trufflecasm.launcher.stage.StageDump;
import org.trufflecasm.launcher.stage.UnreadableFileException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code casm run}: runs a capsule. */
@Command(
        name = "run",
        header = "Run a capsule.",
        description = {
            "%nRuns the capsule's entry with the process's standard streams.",
            "",
            GraalOptions.HELP,
            ""
        },
        sortOptions = false,
        preprocessor = GraalOptions.Preprocessor.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  casm run examples/hello.casm",
            "  casm run --result --tier interpreter examples/fib.casm",
            "  casm run --max-steps 10_000_000 --deny io.read examples/fib.casm",
            "  casm run --link examples/library.casm examples/linked.casm",
            "  casm run --provide examples/polyglot/host.js examples/polyglot/greet.casm",
            "  casm run --stats --max-steps 1000000 examples/fibonacci.casm",
            "  casm run --dump cfg,structured examples/irreducible.casm",
            "  casm run --message-format json examples/error.casm"
        })
public final class RunVerb extends ExecutingVerb {
    /** Bytes from which a capsule is expected to load slowly. */
    private static final int LONG_LOAD = 4 << 20;

    @Option(
            names = "--result",
            description =
                    "After a run that ended well, write the result as a line of JSON to standard"
                            + " error.")
    private boolean showResult;

    @Option(
            names = "--stats",
            description = {
                "After the run, write what it used to standard error: executed instructions, the"
                        + " most operand slots and frames at a time, calls, objects made and"
                        + " their bytes, milliseconds of the run, and processor time of the"
                        + " compiler. Counting makes the run slower."
            })
    private boolean stats;

    @Option(
            names = "--dump",
            paramLabel = "STAGE",
            split = ",",
            converter = Choices.Stages.class,
            description =
                    "Before it runs, print stages of the whole capsule to standard error: model,"
                            + " core, cfg, structured, bytecode. Several are separated by commas.")
    private Set<Stage> dumps = EnumSet.noneOf(Stage.class);

    /**
     * @param console the streams of the command
     */
    public RunVerb(Console console) {
        super(console);
    }

    @Option(
            names = "--link",
            paramLabel = "FILE",
            description =
                    "A capsule to run first, so that this one can import what it exports. Repeat it"
                            + " for several; they run in this order, and of equal names the last"
                            + " one's is imported.")
    private List<String> links = List.of();

    @Option(
            names = "--provide",
            paramLabel = "FILE",
            description =
                    "Make capabilities of the functions that a JavaScript (.js, .mjs) or Python"
                            + " (.py) file exports, and grant them: an exported function f is the"
                            + " capability f, a method m of an exported object ns is ns.m. Of any"
                            + " other FILE, a capsule, a function f is FILE.f, without the end of"
                            + " the file's name. Repeat it for several.")
    private List<String> providers = List.of();

    @Option(
            names = "--profile",
            paramLabel = "OUT",
            description =
                    "Sample which functions take the time and write that to OUT, a JSON file for"
                            + " speedscope. For other forms see --cpusampler.")
    private Path profile;

    @Override
    int execute(CapsuleFile capsule, CapsuleLoader loader) throws Exception {
        if (profile == null) {
            return executePlainly(capsule, loader);
        }
        try {
            Files.write(profile, new byte[0]); // Fails now rather than after the run.
            execution().graal().sampleTo(profile);
            int status = executePlainly(capsule, loader);
            SpeedscopeProfile.translate(capsule.name(), profile, profile);
            return status;
        } catch (IOException failure) {
            throw wrongUsage(
                    "the profile cannot be written to "
                            + profile
                            + ": "
                            + CapsuleOutput.reason(failure));
        }
    }

    private int executePlainly(CapsuleFile capsule, CapsuleLoader loader) throws Exception {
        if (dumps.stream().anyMatch(stage -> stage != Stage.BYTECODE)) {
            new StageDump(loader, err()).print(capsule, dumps);
        }
        boolean dumpsBytecode = dumps.contains(Stage.BYTECODE);
        if (dumpsBytecode) {
            err().println(Stage.BYTECODE.heading());
        }
        List<CapsuleFile> linked = new ArrayList<>();
        for (String link : links) {
            try {
                linked.add(CapsuleFile.read(link));
            } catch (LoadException refused) {
                return failed(CapsuleLoader.describe(refused), link);
            } catch (UnreadableFileException unreadable) {
                return failed(unreadable, link);
            }
        }
        List<ProvidingFile> providing = new ArrayList<>();
        for (String provider : providers) {
            try {
                providing.add(ProvidingFile.read(provider));
            } catch (LoadException refused) {
                return failed(CapsuleLoader.describe(refused), provider);
            } catch (UnreadableFileException unreadable) {
                return failed(unreadable, provider);
            }
        }
        RunSettings settings = settings(stats).dumpingBytecode(dumpsBytecode);
        return onGuestThread(loader, guest -> run(guest, settings, providing, linked, capsule));
    }

    private int run(
            Guest guest,
            RunSettings settings,
            List<ProvidingFile> providing,
            List<CapsuleFile> linked,
            CapsuleFile capsule)
            throws InvalidOptionException {
        List<CapsuleFile> capsules = new ArrayList<>(linked);
        capsules.add(capsule);
        Diagnostic failure;
        String failing = capsule.name();
        String result = null;
        String used = null;
        StatisticsLine statistics = new StatisticsLine();
        try (CapsuleSession session = guest.open(settings, providing)) {
            // The first capsule that fails is the last that runs.
            RunOutcome outcome = null;
            for (CapsuleFile one : capsules) {
                failing = one.name();
                outcome = loadAndRun(session, one);
                if (!(outcome instanceof RunOutcome.Completed)) {
                    break;
                }
            }
            if (stats
                    && (outcome instanceof RunOutcome.Completed
                            || outcome instanceof RunOutcome.Failed)) {
                used = statistics.text(session::used);
            }
            switch (outcome) {
                case RunOutcome.Completed(Value value) -> {
                    failure = null;
                    result =
                            showResult
                                    ? JsonLines.result(session.typeOf(value), session.text(value))
                                    : null;
                }
                case RunOutcome.Failed(Diagnostic diagnostic) -> failure = diagnostic;
                case RunOutcome.Exited(int status) -> {
                    return status;
                }
                case RunOutcome.Cancelled() -> {
                    return ExitStatus.FAILED;
                }
            }
        }
        // The session is closed: all that the capsule printed is out.
        if (failure != null) {
            int status = failed(failure, failing);
            show(used);
            return status;
        }
        show(used);
        if (result != null) {
            err().println(result);
        }
        return ExitStatus.OK;
    }

    /** A large capsule takes seconds to load; on a terminal a line says so. */
    private RunOutcome loadAndRun(CapsuleSession session, CapsuleFile capsule) {
        int size = capsule.content().length;
        if (size < LONG_LOAD || !console().errIsTerminal()) {
            return session.loadAndRun(capsule);
        }
        Progress progress = new Progress(console().err());
        progress.show("loading " + capsule.name() + ", " + (size >> 20) + " MB");
        RunOutcome loaded = session.load(capsule);
        progress.clear();
        return loaded instanceof RunOutcome.Completed(Value target) ? session.run(target) : loaded;
    }

    private void show(String used) {
        if (used != null) {
            err().println(used);
        }
    }
}
