package org.trufflecasm.launcher.verb;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.ContainerForm;
import org.trufflecasm.format.ConversionException;
import org.trufflecasm.format.FormatRegistry;
import org.trufflecasm.launcher.Console;
import org.trufflecasm.launcher.report.Diagnostic;
import org.trufflecasm.launcher.report.ExitStatus;
import org.trufflecasm.launcher.report.Trace;
import org.trufflecasm.launcher.stage.CapsuleFile;
import org.trufflecasm.launcher.stage.CapsuleLoader;
import org.trufflecasm.launcher.stage.CapsuleOutput;
import org.trufflecasm.launcher.stage.UnreadableFileException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** A verb that reads a capsule and writes it again. */
abstract class WritingVerb extends Verb {

    /** The names of forms. */
    static final class Forms implements ITypeConverter<ContainerForm> {
        @Override
        public ContainerForm convert(String value) {
            return ContainerForm.byKey(value)
                    .orElseThrow(
                            () ->
                                    new TypeConversionException(
                                            "'" + value + "' is not one of: " + keys()));
        }

        private static String keys() {
            return Arrays.stream(ContainerForm.values())
                    .map(ContainerForm::key)
                    .collect(Collectors.joining(", "));
        }
    }

    @Option(
            names = "--to",
            paramLabel = "FORM",
            converter = Forms.class,
            description =
                    "The form to write, whatever the name of the file: json, msgpack, cvm1, text"
                            + " (assembly) or listing; of a CVM module cvm, cvm-text or wasm.")
    private ContainerForm form;

    @Option(
            names = "--executable",
            description = "Begin the file with a #! line and let it be executed.")
    private boolean executable;

    @Mixin private MessageOptions messages;

    WritingVerb(Console console) {
        super(console);
    }

    /**
     * Reads one file and writes another.
     *
     * @param from the capsule, as the user named it
     * @param to the file to write, as the user named it
     * @param assembles whether the file gets the usual form of what is assembled if neither an
     *     option nor its name says another; else the command line is refused
     * @return the exit status
     */
    final int write(String from, String to, boolean assembles) {
        byte[] content;
        ContainerForm wanted = form;
        try {
            CapsuleFile capsule = CapsuleFile.read(from);
            if (wanted == null) {
                wanted = form(capsule, to, assembles);
            }
            CapsuleLoader loader = new CapsuleLoader();
            content =
                    FormatRegistry.convert(
                            capsule.content(), capsule.name(), wanted, loader.registry());
        } catch (LoadException refused) {
            return failed(CapsuleLoader.describe(refused), from, ExitStatus.FAILED);
        } catch (ConversionException impossible) {
            return failed(
                    new Diagnostic(
                            Diagnostic.Code.LOAD,
                            "ConversionError",
                            "it cannot be written as "
                                    + wanted.title()
                                    + ": "
                                    + impossible.getMessage(),
                            null,
                            Trace.NONE,
                            null),
                    from,
                    ExitStatus.FAILED);
        } catch (UnreadableFileException unreadable) {
            return failed(unreadable.diagnostic(), from, ExitStatus.USAGE);
        }
        Diagnostic failure = CapsuleOutput.write(to, content, executable);
        return failure == null ? ExitStatus.OK : failed(failure, to, ExitStatus.USAGE);
    }

    private ContainerForm form(CapsuleFile capsule, String to, boolean assembles) {
        List<ContainerForm> forms = FormatRegistry.forms(capsule.content());
        return ContainerForm.byFileName(to, forms)
                .or(() -> assembles ? Optional.of(forms.getFirst()) : Optional.empty())
                .orElseThrow(
                        () ->
                                wrongUsage(
                                        "the name of "
                                                + to
                                                + " does not say its form; say it with --to"
                                                + " FORM"));
    }

    private int failed(Diagnostic diagnostic, String file, int status) {
        messages.printer(err()).print(diagnostic, file);
        return status;
    }
}
