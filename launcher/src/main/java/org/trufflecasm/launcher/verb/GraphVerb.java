package org.trufflecasm.launcher.verb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.flow.VerifiedProgram;
import org.trufflecasm.launcher.Console;
import org.trufflecasm.launcher.graph.DotText;
import org.trufflecasm.launcher.graph.LineCounts;
import org.trufflecasm.launcher.graph.Picture;
import org.trufflecasm.launcher.graph.ProgramPictures;
import org.trufflecasm.launcher.graph.SvgDrawing;
import org.trufflecasm.launcher.report.Diagnostic;
import org.trufflecasm.launcher.report.ExitStatus;
import org.trufflecasm.launcher.stage.CapsuleFile;
import org.trufflecasm.launcher.stage.CapsuleLoader;
import org.trufflecasm.launcher.stage.CapsuleOutput;
import org.trufflecasm.launcher.stage.UnreadableFileException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code casm graph}: pictures of a capsule. */
@Command(
        name = "graph",
        header = "Draw how control flows in a capsule, or which functions call which.",
        description =
                "%nWrites the language of Graphviz, or SVG where the name of the output ends in"
                        + " .svg. No program of Graphviz is needed.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  casm graph examples/irreducible.casm -o irreducible.svg",
            "  casm graph --calls examples/primes.casm",
            "  casm graph --function is_prime --profile examples/primes.info examples/primes.casm"
        })
public final class GraphVerb extends Verb {

    @Parameters(paramLabel = "FILE", description = "A capsule.")
    private String file;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "The file to write, .dot or .svg (default: .dot to standard output).")
    private String output;

    @Option(names = "--calls", description = "Draw which functions call which.")
    private boolean calls;

    @Option(
            names = "--function",
            paramLabel = "F",
            description = "Draw the control flow of function F only.")
    private String function;

    @Option(
            names = "--profile",
            paramLabel = "COUNTS",
            description =
                    "Show how often everything was executed: a report that casm run --coverage"
                            + " --coverage.Output=lcov --coverage.OutputFile=COUNTS has written.")
    private String profile;

    @Mixin private MessageOptions messages;

    /**
     * @param console the streams of the command
     */
    public GraphVerb(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        try {
            VerifiedProgram verified = new CapsuleLoader().verify(CapsuleFile.read(file));
            ProgramPictures pictures = new ProgramPictures(verified, counts());
            Picture picture = calls ? pictures.calls() : pictures.controlFlow(function);
            if (picture.parts().isEmpty()) {
                throw wrongUsage("the capsule has no function '" + function + "'");
            }
            return write(picture);
        } catch (LoadException refused) {
            messages.printer(err()).print(CapsuleLoader.describe(refused), file);
            return ExitStatus.FAILED;
        } catch (UnreadableFileException unreadable) {
            messages.printer(err()).print(unreadable.diagnostic(), file);
            return ExitStatus.USAGE;
        }
    }

    private LineCounts counts() {
        if (profile == null) {
            return LineCounts.NONE;
        }
        try {
            return LineCounts.read(Path.of(profile));
        } catch (IOException | InvalidPathException unreadable) {
            throw wrongUsage("the profile cannot be read: " + profile);
        } catch (IllegalArgumentException malformed) {
            throw wrongUsage(profile + ": " + malformed.getMessage());
        }
    }

    private int write(Picture picture) {
        if (output == null) {
            out().print(DotText.write(picture));
            return ExitStatus.OK;
        }
        String text;
        if (output.endsWith(".svg")) {
            if (picture.size() > SvgDrawing.MAX_BOXES) {
                err().println(
                                "error: "
                                        + picture.size()
                                        + " boxes are too many to draw (at most "
                                        + SvgDrawing.MAX_BOXES
                                        + "); choose one with --function, or write .dot");
                return ExitStatus.FAILED;
            }
            text = SvgDrawing.draw(picture);
        } else if (output.endsWith(".dot") || output.endsWith(".gv")) {
            text = DotText.write(picture);
        } else {
            throw wrongUsage("the output's name must end in .dot or .svg: " + output);
        }
        Diagnostic failure =
                CapsuleOutput.write(output, text.getBytes(StandardCharsets.UTF_8), false);
        if (failure == null) {
            return ExitStatus.OK;
        }
        messages.printer(err()).print(failure, file);
        return ExitStatus.USAGE;
    }
}
