package org.trufflecasm.launcher.verb;

import java.util.List;
import java.util.Map;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.launcher.Console;
import org.trufflecasm.launcher.report.Diagnostic;
import org.trufflecasm.launcher.report.DiagnosticPrinter;
import org.trufflecasm.launcher.report.ExitStatus;
import org.trufflecasm.launcher.run.CapsuleSession;
import org.trufflecasm.launcher.run.GuestFailures;
import org.trufflecasm.launcher.run.GuestThread;
import org.trufflecasm.launcher.run.InvalidOptionException;
import org.trufflecasm.launcher.run.MissingCompilerException;
import org.trufflecasm.launcher.run.ProvidingFile;
import org.trufflecasm.launcher.run.RunSettings;
import org.trufflecasm.launcher.run.Tier;
import org.trufflecasm.launcher.run.TierEngine;
import org.trufflecasm.launcher.stage.CapsuleFile;
import org.trufflecasm.launcher.stage.CapsuleLoader;
import org.trufflecasm.launcher.stage.UnreadableFileException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A verb that executes one capsule on the guest thread. */
abstract class ExecutingVerb extends Verb {

    @Parameters(index = "0", paramLabel = "FILE", description = "A capsule.")
    private String file;

    @Parameters(
            index = "1..*",
            paramLabel = "ARG",
            description = "What the capability sys.args gives; options come before FILE.")
    private List<String> arguments = List.of();

    @Mixin private ExecutionOptions execution;

    @Mixin private MessageOptions messages;

    /** What a verb does on the guest thread. */
    @FunctionalInterface
    interface GuestWork {
        /** Does it with a guest that opens contexts, and gives the exit status. */
        int apply(Guest guest) throws InvalidOptionException;
    }

    /** The engine, and what is needed to open contexts in it. */
    final class Guest {
        private final TierEngine engine;
        private final GuestFailures failures;

        private Guest(TierEngine engine, GuestFailures failures) {
            this.engine = engine;
            this.failures = failures;
        }

        TierEngine engine() {
            return engine;
        }

        CapsuleSession open(RunSettings settings) throws InvalidOptionException {
            return open(settings, console());
        }

        /** A context in which files offer capabilities. */
        CapsuleSession open(RunSettings settings, List<ProvidingFile> providers)
                throws InvalidOptionException {
            return CapsuleSession.open(engine, settings, console(), failures, providers);
        }

        /** A context with other streams than those of the command. */
        CapsuleSession open(RunSettings settings, Console streams) throws InvalidOptionException {
            return CapsuleSession.open(engine, settings, streams, failures);
        }
    }

    ExecutingVerb(Console console) {
        super(console);
    }

    final ExecutionOptions execution() {
        return execution;
    }

    /**
     * How the capsule is run.
     *
     * @param stats whether it is counted what the run uses
     */
    final RunSettings settings(boolean stats) {
        return execution.settings(file, arguments, stats);
    }

    @Override
    public final Integer call() throws Exception {
        try {
            execution.grants().policy();
            execution.settings(file, arguments, false);
        } catch (IllegalArgumentException malformed) {
            throw wrongUsage(malformed.getMessage());
        }
        try {
            CapsuleFile capsule = CapsuleFile.read(file);
            CapsuleLoader loader = new CapsuleLoader();
            execution
                    .grants()
                    .remarks(loader.registry())
                    .forEach(remark -> err().println("casm: " + remark));
            if (execution.grants().database() != null) {
                System.setProperty("casm.db", execution.grants().database());
            }
            return execute(capsule, loader);
        } catch (LoadException refused) {
            return failed(CapsuleLoader.describe(refused));
        } catch (UnreadableFileException unreadable) {
            return failed(unreadable, file);
        } catch (InvalidOptionException wrong) {
            throw wrongUsage(wrong.getMessage());
        } catch (MissingCompilerException missing) {
            err().println("error: " + missing.getMessage());
            return ExitStatus.FAILED;
        }
    }

    /**
     * Does what the verb is for.
     *
     * @return the exit status
     * @throws LoadException if the capsule is refused before it comes to the guest thread
     * @throws InvalidOptionException if an option for the engine or the language is wrong
     * @throws MissingCompilerException if the verb needs a compiler and there is none
     */
    abstract int execute(CapsuleFile capsule, CapsuleLoader loader) throws Exception;

    /** Runs the verb's work on the guest thread, with an engine of the chosen tier. */
    final int onGuestThread(CapsuleLoader loader, GuestWork work) throws Exception {
        GuestFailures failures =
                new GuestFailures(
                        execution.grants().hints(loader.capabilityNames()),
                        internalErrors(),
                        loader);
        return GuestThread.call(
                () -> {
                    try (TierEngine engine = openEngine(execution.graal().ofEngine())) {
                        if (!engine.isOptimizing() && execution.tier() != Tier.INTERPRETER) {
                            warnOrFail();
                        }
                        return work.apply(new Guest(engine, failures));
                    }
                });
    }

    /**
     * Opens the engine.
     *
     * @param options the user's, of the engine
     */
    TierEngine openEngine(Map<String, String> options)
            throws MissingCompilerException, InvalidOptionException {
        return TierEngine.open(execution.tier(), options, console().err());
    }

    /**
     * Tells the user that there is no compiler. A verb that is no use without one throws instead.
     */
    void warnOrFail() throws MissingCompilerException {
        err().println("casm: " + MissingCompilerException.WARNING);
    }

    /** Shows a failure of the capsule. */
    final int failed(Diagnostic diagnostic) {
        return failed(diagnostic, file);
    }

    /**
     * Shows a failure of one of the files. That of another file than the main one is named, unless
     * a trace says where it happened.
     */
    final int failed(Diagnostic diagnostic, String name) {
        out().flush();
        DiagnosticPrinter printer = messages.printer(err());
        if (diagnostic.code() == Diagnostic.Code.LOAD && !name.equals(file)) {
            printer.printWithFile(diagnostic, name);
        } else {
            printer.print(diagnostic, name);
        }
        return ExitStatus.FAILED;
    }

    /** Shows that one of the files cannot be read. */
    final int failed(UnreadableFileException unreadable, String name) {
        messages.printer(err()).print(unreadable.diagnostic(), name);
        return ExitStatus.USAGE;
    }
}
