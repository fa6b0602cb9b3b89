package org.trufflecasm.launcher.verb;

import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.FormatRegistry;
import org.trufflecasm.launcher.Console;
import org.trufflecasm.launcher.report.ExitStatus;
import org.trufflecasm.launcher.stage.CapsuleFile;
import org.trufflecasm.launcher.stage.CapsuleLoader;
import org.trufflecasm.launcher.stage.UnreadableFileException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code casm dis}: a readable listing. */
@Command(
        name = "dis",
        header = "List a capsule: its manifest, its functions, one instruction a line.",
        description =
                "%nThe listing of a CVM1 file is text assembly. casm asm makes the same program of"
                        + " any listing.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  casm dis examples/fib.casm", "  casm dis examples/double.casm.txt"})
public final class DisVerb extends Verb {

    @Parameters(paramLabel = "FILE", description = "A capsule.")
    private String file;

    @Mixin private MessageOptions messages;

    /**
     * @param console the streams of the command
     */
    public DisVerb(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        try {
            CapsuleFile capsule = CapsuleFile.read(file);
            out().println(
                            FormatRegistry.disassemble(capsule.content(), capsule.name())
                                    .stripTrailing());
            return ExitStatus.OK;
        } catch (LoadException refused) {
            messages.printer(err()).print(CapsuleLoader.describe(refused), file);
            return ExitStatus.FAILED;
        } catch (UnreadableFileException unreadable) {
            messages.printer(err()).print(unreadable.diagnostic(), file);
            return ExitStatus.USAGE;
        }
    }
}
