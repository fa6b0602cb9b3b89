package org.trufflecasm.coverage;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.Option;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.ExecutionEventNode;
import com.oracle.truffle.api.instrumentation.ExecutionEventNodeFactory;
import com.oracle.truffle.api.instrumentation.SourceSectionFilter;
import com.oracle.truffle.api.instrumentation.StandardTags.RootTag;
import com.oracle.truffle.api.instrumentation.StandardTags.StatementTag;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.instrumentation.TruffleInstrument;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.SourceSection;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.graalvm.options.OptionCategory;
import org.graalvm.options.OptionDescriptors;
import org.graalvm.options.OptionKey;
import org.graalvm.options.OptionStability;
import org.graalvm.options.OptionType;

/**
 * The instrument {@code casmcoverage}: counts the statements and functions of capsules that are
 * executed, and writes a report when the engine ends. A name for {@code casm run --coverage}.
 */
@TruffleInstrument.Registration(
        id = CoverageInstrument.ID,
        name = "Coverage of capsules",
        version = "0.1.0")
@Option.Group(CoverageInstrument.ID)
public final class CoverageInstrument extends TruffleInstrument {
    static final String ID = "casmcoverage";

    private static final OptionType<CoverageReport.Form> FORM =
            new OptionType<>("form", CoverageReport.Form::of);

    @Option(
            name = "",
            help = "Counts which lines of capsules are executed.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE)
    static final OptionKey<Boolean> Enabled = new OptionKey<>(false);

    @Option(
            help = "Form of the report: histogram (for people) or lcov.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "histogram|lcov")
    static final OptionKey<CoverageReport.Form> Output =
            new OptionKey<>(CoverageReport.Form.HISTOGRAM, FORM);

    @Option(
            help = "File for the report, which is replaced; else it goes to the engine's output.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "<file>")
    static final OptionKey<String> OutputFile = new OptionKey<>("");

    /** Finds the counter of a place, and makes one that is missing. */
    private interface Counters {
        Counts.Counter find(SourceSection section, Node node);
    }

    private final Counts counts = new Counts();

    @Override
    protected void onCreate(Env env) {
        if (env.getOptions().get(Enabled)) {
            attach(env, StatementTag.class, (section, node) -> counts.statement(section));
            attach(env, RootTag.class, (section, node) -> counts.function(section, name(node)));
        }
    }

    private static void attach(Env env, Class<? extends Tag> tag, Counters counters) {
        SourceSectionFilter filter =
                SourceSectionFilter.newBuilder().tagIs(tag).mimeTypeIs(Counts.MIME_TYPE).build();
        // What is loaded and never executed counts 0.
        env.getInstrumenter()
                .attachLoadSourceSectionListener(
                        filter,
                        event -> counters.find(event.getSourceSection(), event.getNode()),
                        true);
        ExecutionEventNodeFactory factory =
                context ->
                        new CountingNode(
                                counters.find(
                                        context.getInstrumentedSourceSection(),
                                        context.getInstrumentedNode()));
        env.getInstrumenter().attachExecutionEventFactory(filter, factory);
    }

    private static String name(Node node) {
        return String.valueOf(node.getRootNode().getName());
    }

    private static final class CountingNode extends ExecutionEventNode {
        private final Counts.Counter counter;

        CountingNode(Counts.Counter counter) {
            this.counter = counter;
        }

        @Override
        protected void onEnter(VirtualFrame frame) {
            counter.add();
        }
    }

    @Override
    @TruffleBoundary
    protected void onDispose(Env env) {
        if (!env.getOptions().get(Enabled)) {
            return;
        }
        String report = CoverageReport.write(counts, env.getOptions().get(Output));
        String file = env.getOptions().get(OutputFile);
        if (file.isEmpty()) {
            new PrintStream(env.out(), true, StandardCharsets.UTF_8).print(report);
            return;
        }
        try {
            Files.writeString(Path.of(file), report);
        } catch (IOException failure) {
            String reason =
                    failure instanceof NoSuchFileException
                            ? "no such folder"
                            : String.valueOf(failure.getMessage());
            new PrintStream(env.err(), true, StandardCharsets.UTF_8)
                    .println("coverage: cannot write " + file + ": " + reason);
        }
    }

    @Override
    protected OptionDescriptors getOptionDescriptors() {
        return new CoverageInstrumentOptionDescriptors();
    }
}
