package org.trufflecasm.benchmarks.compare;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.trufflecasm.benchmarks.Kernel;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/compare}: the kernels side by side in all engines of this machine. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Compare casm with other engines on the kernels.",
        description = {
            "%nRuns each kernel in each engine, a process at a time, round by round, and prints for"
                    + " each kernel the peak (median of the second half of a process's repetitions,"
                    + " then over the rounds), casm's time divided by the peer's, and the time until"
                    + " it is warm. Peers that this machine does not have are named and left out."
                    + " Refuses to report if results differ or casm cannot compile.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  benchmarks/compare --rounds 3",
            "  benchmarks/compare --kernels fib,loop --peers java,node --json new.json",
            "  benchmarks/compare --against old.json",
            "  benchmarks/compare --rounds 3 --report docs"
        })
public final class Compare implements Callable<Integer> {
    private static final int OK = 0;
    private static final int REFUSED = 1;
    private static final int USAGE = 2;

    @Option(
            names = "--casm",
            paramLabel = "FILE",
            defaultValue = "./casm",
            description = "The command to measure (default: ${DEFAULT-VALUE}).")
    private Path casm;

    @Option(
            names = "--peers",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "java,node,luajit",
            description = "Of java, node, luajit, lua5.4 (default: ${DEFAULT-VALUE}).")
    private List<String> peers;

    @Option(
            names = "--kernels",
            split = ",",
            paramLabel = "NAME",
            description = "Which kernels (default: all): ${COMPLETION-CANDIDATES}.")
    private List<Kernel> kernels = List.of(Kernel.values());

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each engine runs each kernel (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "15",
            description =
                    "Repetitions in each process; peers do about half of them (default:"
                            + " ${DEFAULT-VALUE}).")
    private int repeat;

    @Option(names = "--small", description = "Let the kernels do little work.")
    private boolean small;

    @Option(
            names = "--timeout",
            paramLabel = "S",
            defaultValue = "300",
            description = "Seconds that one process may take (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all figures to FILE.")
    private Path json;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Write the report into DIR/performance.md and charts into DIR/img.")
    private Path report;

    @Option(
            names = "--against",
            paramLabel = "OLD.json",
            description = "Print what became slower since OLD.json beyond noise; then exit with 1.")
    private Path against;

    private final PrintStream out;
    private final PrintStream err;

    private static final Set<String> PEERS = Set.of("java", "node", "luajit", "lua5.4");

    /**
     * @param out results
     * @param err remarks
     */
    Compare(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Starts the command. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.setProperty("java.awt.headless", "true");
        System.exit(commandLine(new Compare(out, err)).execute(arguments));
    }

    /** The command with its options. */
    static CommandLine commandLine(Compare command) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(
                        (failure, line, parsed) -> {
                            if (failure instanceof IOException unreadable) {
                                command.err.println("error: " + describe(unreadable));
                                return REFUSED;
                            }
                            throw failure;
                        });
    }

    private static String describe(IOException failure) {
        return failure instanceof NoSuchFileException missing
                ? "there is no file " + missing.getFile()
                : failure.getMessage();
    }

    private static ObjectMapper mapper() {
        return new ObjectMapper()
                .setVisibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(SerializationFeature.INDENT_OUTPUT);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        for (String peer : peers) {
            if (!PEERS.contains(peer)) {
                err.println(
                        "error: --peers: unknown peer '"
                                + peer
                                + "', expected one of java, node,"
                                + " luajit, lua5.4");
                return USAGE;
            }
        }
        if (rounds < 1 || repeat < 1) {
            err.println("error: --rounds and --repeat must be 1 or more");
            return USAGE;
        }
        if (!Files.isExecutable(casm)) {
            err.println("error: " + casm + " is no program; name it with --casm");
            return USAGE;
        }
        Comparison earlier =
                against == null ? null : mapper().readValue(against.toFile(), Comparison.class);
        Path folder = Files.createTempDirectory("casm-compare");
        try {
            return report(earlier, measure(folder));
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private Comparison measure(Path folder) throws IOException, InterruptedException {
        Engines engines = new Engines(casm.toAbsolutePath(), peers, folder, small);
        engines.missing()
                .forEach(peer -> err.println("compare: no " + peer + " on this machine; left out"));
        List<Run> runs = new ArrayList<>();
        List<String> order = new ArrayList<>(engines.names());
        for (Kernel kernel : EnumSet.copyOf(kernels)) {
            for (int round = 1; round <= rounds; round++) {
                for (String engine : order) {
                    if (Engines.has(engine, kernel)) {
                        boolean ours = engine.equals(Comparison.OURS);
                        int repetitions = ours ? repeat : Math.max(1, (repeat + 1) / 2);
                        runs.add(
                                Execution.run(
                                        kernel,
                                        engine,
                                        round,
                                        engines.command(engine, kernel, repetitions),
                                        folder,
                                        timeoutSeconds));
                    }
                }
                // So that no engine always runs after the same other one.
                Collections.rotate(order, -1);
            }
            err.println("compare: " + kernel.id() + " done");
        }
        String machine =
                Runtime.getRuntime().availableProcessors()
                        + " processors, "
                        + System.getProperty("os.name")
                        + " "
                        + System.getProperty("os.arch");
        return new Comparison(
                LocalDate.now(java.time.ZoneOffset.UTC).toString(),
                machine,
                engines.versions(),
                engines.missing(),
                runs);
    }

    private int report(Comparison earlier, Comparison now) throws IOException {
        List<String> refusals = now.refusals();
        if (!refusals.isEmpty()) {
            refusals.forEach(refusal -> err.println("error: " + refusal));
            err.println("error: nothing is reported");
            return REFUSED;
        }
        MarkdownReport markdown = new MarkdownReport(now);
        out.print(markdown.tables());
        now.doubts().forEach(doubt -> err.println("compare: " + doubt));
        if (json != null) {
            mapper().writeValue(json.toFile(), now);
        }
        if (report != null) {
            Charts.write(now, Files.createDirectories(report.resolve("img")));
            markdown.writeInto(report.resolve("performance.md"));
        }
        List<String> slower = earlier == null ? List.of() : Regressions.of(earlier, now);
        slower.forEach(line -> out.println("slower: " + line));
        if (earlier != null && slower.isEmpty()) {
            out.println("nothing became slower beyond noise");
        }
        return slower.isEmpty() ? OK : REFUSED;
    }
}
