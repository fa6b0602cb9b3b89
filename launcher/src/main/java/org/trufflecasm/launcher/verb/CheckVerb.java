package org.trufflecasm.launcher.verb;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.trufflecasm.core.Function;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.flow.ProgramVerifier;
import org.trufflecasm.flow.VerifiedProgram;
import org.trufflecasm.format.LoadedCapsule;
import org.trufflecasm.launcher.Console;
import org.trufflecasm.launcher.report.Diagnostic;
import org.trufflecasm.launcher.report.ExitStatus;
import org.trufflecasm.launcher.stage.CapsuleFile;
import org.trufflecasm.launcher.stage.CapsuleLoader;
import org.trufflecasm.launcher.stage.UnreadableFileException;
import org.trufflecasm.limits.RunLimits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code casm check}: says of each capsule whether it would load. */
@Command(
        name = "check",
        header = "Verify capsules without running them.",
        description =
                "%nOne line for each file: ok with its size and the capabilities that its code"
                        + " calls, or what is wrong with it.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  casm check examples/hello.casm",
            "  casm check --message-format json examples/hello.casm examples/fib.casm"
        })
public final class CheckVerb extends Verb {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Capsules.")
    private List<String> files;

    @Mixin private MessageOptions messages;

    /**
     * @param console the streams of the command
     */
    public CheckVerb(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        CapsuleLoader loader = new CapsuleLoader();
        int status = ExitStatus.OK;
        for (String file : files) {
            try {
                LoadedCapsule capsule = loader.load(CapsuleFile.read(file));
                VerifiedProgram verified = ProgramVerifier.verify(capsule.program());
                RunLimits.NONE.loweredBy(capsule.program().manifest());
                out().println(describe(file, capsule));
                describeDynamic(verified);
            } catch (LoadException refused) {
                report(CapsuleLoader.describe(refused), file);
                status = Math.max(status, ExitStatus.FAILED);
            } catch (UnreadableFileException unreadable) {
                report(unreadable.diagnostic(), file);
                status = ExitStatus.USAGE;
            }
        }
        return status;
    }

    /** Says which functions run slower than they could, and why. */
    private void describeDynamic(VerifiedProgram verified) {
        List<Function> functions = verified.program().functions();
        for (int i = 0; i < functions.size(); i++) {
            if (verified.dynamicReason(i) != null) {
                out().println(
                                "  "
                                        + functions.get(i).name()
                                        + " counts its operands at run time: "
                                        + verified.dynamicReason(i));
            }
        }
    }

    private void report(Diagnostic diagnostic, String file) {
        out().flush();
        messages.printer(err()).printWithFile(diagnostic, file);
    }

    private static String describe(String file, LoadedCapsule capsule) {
        // A function that is called in two ways is there twice, but the capsule has one.
        Collection<Function> functions =
                capsule.program().functions().stream()
                        .collect(
                                Collectors.toMap(
                                        Function::name,
                                        function -> function,
                                        (first, second) -> first))
                        .values();
        long instructions =
                functions.stream().mapToLong(function -> function.code().size() - 1L).sum();
        List<String> capabilities = capsule.capabilityNames();
        return file
                + ": ok, "
                + count(functions.size(), "function")
                + ", "
                + count(instructions, "instruction")
                + ", capabilities: "
                + (capabilities.isEmpty() ? "none" : String.join(", ", capabilities));
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
