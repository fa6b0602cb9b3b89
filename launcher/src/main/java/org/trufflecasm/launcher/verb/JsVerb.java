package org.trufflecasm.launcher.verb;

import java.util.List;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.launcher.Console;
import org.trufflecasm.launcher.report.ExitStatus;
import org.trufflecasm.launcher.run.GuestThread;
import org.trufflecasm.launcher.run.InvalidOptionException;
import org.trufflecasm.launcher.run.MissingCompilerException;
import org.trufflecasm.launcher.run.RunSettings;
import org.trufflecasm.launcher.run.ScriptSession;
import org.trufflecasm.launcher.run.Tier;
import org.trufflecasm.launcher.run.TierEngine;
import org.trufflecasm.launcher.stage.CapsuleFile;
import org.trufflecasm.launcher.stage.UnreadableFileException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code casm js}: runs a JavaScript program that loads and calls capsules. */
@Command(
        name = "js",
        header = "Run a JavaScript program that loads and calls capsules.",
        description = {
            "%nIn the program, Polyglot.evalFile('casm', FILE) runs a capsule and gives its result;"
                    + " Polyglot.evalFile('application/x-casm+module', FILE) loads it and gives an"
                    + " object whose members are its functions. Relative names begin at the"
                    + " program's folder. The options say what capsules may do; the program itself"
                    + " may read and write files.",
            "",
            GraalOptions.HELP,
            ""
        },
        sortOptions = false,
        preprocessor = GraalOptions.Preprocessor.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  casm js examples/polyglot/call_capsule.js",
            "  casm js --max-steps 1000000 --deny io.print examples/polyglot/call_capsule.js"
        })
public final class JsVerb extends Verb {

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "A JavaScript program; a module if its name ends in .mjs.")
    private String file;

    @Parameters(
            index = "1..*",
            paramLabel = "ARG",
            description = "The elements of the program's array 'arguments'.")
    private List<String> arguments = List.of();

    @Mixin private ExecutionOptions execution;

    /**
     * @param console the streams of the command
     */
    public JsVerb(Console console) {
        super(console);
    }

    @Override
    public Integer call() throws Exception {
        RunSettings settings;
        try {
            execution.grants().policy();
            settings = execution.settings(file, arguments, false);
        } catch (IllegalArgumentException malformed) {
            throw wrongUsage(malformed.getMessage());
        }
        try {
            CapsuleFile script = CapsuleFile.read(file);
            return GuestThread.call(() -> run(settings, script));
        } catch (UnreadableFileException unreadable) {
            err().println("error: " + unreadable.diagnostic().message());
            return ExitStatus.USAGE;
        } catch (LoadException tooLarge) {
            err().println("error: " + tooLarge.getMessage());
            return ExitStatus.FAILED;
        } catch (InvalidOptionException wrong) {
            throw wrongUsage(wrong.getMessage());
        } catch (MissingCompilerException missing) {
            err().println("error: " + missing.getMessage());
            return ExitStatus.FAILED;
        }
    }

    private int run(RunSettings settings, CapsuleFile script)
            throws InvalidOptionException, MissingCompilerException {
        try (TierEngine engine =
                TierEngine.open(execution.tier(), execution.graal().ofEngine(), console().err())) {
            if (!engine.isOptimizing() && execution.tier() != Tier.INTERPRETER) {
                err().println("casm: " + MissingCompilerException.WARNING);
            }
            return ScriptSession.run(engine, settings, console(), script);
        }
    }
}
