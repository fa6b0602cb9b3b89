package org.trufflecasm.launcher.verb;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.trufflecasm.launcher.Console;
import org.trufflecasm.launcher.conformance.CaseLoader;
import org.trufflecasm.launcher.conformance.ConformanceCase;
import org.trufflecasm.launcher.conformance.ContradictedList;
import org.trufflecasm.launcher.conformance.Judge;
import org.trufflecasm.launcher.report.ExitStatus;
import org.trufflecasm.launcher.report.Progress;
import org.trufflecasm.launcher.run.InvalidOptionException;
import org.trufflecasm.launcher.run.MissingCompilerException;
import org.trufflecasm.launcher.run.Tier;
import org.trufflecasm.launcher.run.TierRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code casm test}: runs conformance cases and judges them. */
@Command(
        name = "test",
        header = "Run conformance cases.",
        description = {
            "%nA case is a JSON file with a capsule and what must come out of it, or a folder with"
                    + " a capsule file and an expect.json. Folders are searched to any depth; a case"
                    + " that is found twice runs once. Each case runs in a context of its own. What"
                    + " cannot be judged is a failure.",
            "",
            GraalOptions.HELP,
            ""
        },
        sortOptions = false,
        preprocessor = GraalOptions.Preprocessor.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  casm test conformance/crush/001_hello.json",
            "  casm test --tier all conformance/crush"
        })
public final class TestVerb extends Verb {

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description = "Case files and folders with cases.")
    private List<Path> paths;

    @Option(
            names = "--tier",
            paramLabel = "auto|interpreter|compiled|all",
            defaultValue = "auto",
            converter = TiersConverter.class,
            description =
                    "How capsules are executed (default: ${DEFAULT-VALUE}); all: in each of the"
                            + " three ways.")
    private Tiers tiers;

    @Mixin private GraalOptions graal;

    /**
     * @param console the streams of the command
     */
    public TestVerb(Console console) {
        super(console);
    }

    /**
     * In which tiers cases run.
     *
     * @param list the tiers in order
     */
    record Tiers(List<Tier> list) {}

    /** One tier or all of them. */
    static final class TiersConverter implements ITypeConverter<Tiers> {
        private static final String ALL = "all";

        @Override
        public Tiers convert(String word) {
            return new Tiers(
                    word.equalsIgnoreCase(ALL)
                            ? List.of(Tier.INTERPRETER, Tier.COMPILED, Tier.AUTO)
                            : List.of(Choices.choose(word, Tier.values(), ALL)));
        }
    }

    @Override
    public Integer call() throws Exception {
        List<ConformanceCase> cases;
        try {
            cases = select(CaseLoader.load(paths));
        } catch (NoSuchFileException missing) {
            throw wrongUsage("cannot read " + missing.getFile() + ": no such file");
        } catch (IOException unreadable) {
            throw wrongUsage(String.valueOf(unreadable.getMessage()));
        }
        try {
            return run(cases);
        } catch (InvalidOptionException wrong) {
            throw wrongUsage(wrong.getMessage());
        } catch (MissingCompilerException missing) {
            err().println("error: " + missing.getMessage());
            return ExitStatus.FAILED;
        }
    }

    private List<ConformanceCase> select(List<ConformanceCase> found) throws IOException {
        if (found.isEmpty()) {
            throw wrongUsage(
                    "no conformance cases in "
                            + String.join(", ", paths.stream().map(Path::toString).toList()));
        }
        List<ConformanceCase> selected = new ArrayList<>();
        for (ConformanceCase candidate : found) {
            String reason = ContradictedList.nearest(candidate.location()).reasonOf(candidate.id());
            if (reason != null) {
                out().println("not run: " + candidate.id() + ": " + reason);
            } else {
                selected.add(candidate);
            }
        }
        return selected;
    }

    private int run(List<ConformanceCase> cases)
            throws MissingCompilerException, InvalidOptionException, InterruptedException {
        List<String> totals = new ArrayList<>();
        int passed = 0;
        int failed = 0;
        for (Tier tier : tiers.list()) {
            int failures = run(cases, tier);
            totals.add(tier + ": " + count(cases.size() - failures, failures));
            passed += cases.size() - failures;
            failed += failures;
        }
        totals.forEach(out()::println);
        out().println(count(passed, failed));
        return failed == 0 ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private static String count(int passed, int failed) {
        return passed + " passed, " + failed + " failed";
    }

    /** Runs all cases in one tier and shows what is wrong; how many failed. */
    private int run(List<ConformanceCase> cases, Tier tier)
            throws MissingCompilerException, InvalidOptionException, InterruptedException {
        int failures = 0;
        try (TierRunner runner = TierRunner.open(tier, graal.ofEngine(), console())) {
            if (!runner.isOptimizing() && tier != Tier.INTERPRETER) {
                err().println("casm: " + MissingCompilerException.WARNING);
            }
            Progress progress = new Progress(console().errIsTerminal() ? console().err() : null);
            int done = 0;
            for (ConformanceCase wanted : cases) {
                progress.show(
                        tier + ": " + ++done + " of " + cases.size() + ", failed: " + failures);
                List<String> differences =
                        wanted.isJudgeable()
                                ? Judge.differences(wanted, runner.run(wanted))
                                : List.of("it cannot be judged: " + wanted.problem());
                if (!differences.isEmpty()) {
                    failures++;
                    progress.clear();
                    out().println("FAILED " + wanted.id() + " (" + tier + "): " + wanted.title());
                    out().println("  in " + wanted.location());
                    differences.forEach(difference -> out().println("  " + difference));
                    out().flush();
                }
            }
            progress.clear();
        }
        return failures;
    }
}
