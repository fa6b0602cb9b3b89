package org.trufflecasm.launcher.verb;

import org.trufflecasm.capability.GrantPolicy;
import org.trufflecasm.core.Program;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.launcher.Console;
import org.trufflecasm.launcher.report.ExitStatus;
import org.trufflecasm.launcher.stage.CapabilityCatalogue;
import org.trufflecasm.launcher.stage.CapabilityReport;
import org.trufflecasm.launcher.stage.CapsuleFile;
import org.trufflecasm.launcher.stage.CapsuleLoader;
import org.trufflecasm.launcher.stage.UnreadableFileException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code casm caps}: what a capsule may reach beyond itself. */
@Command(
        name = "caps",
        header = "Show which capabilities a capsule asks for, can reach and would get.",
        description = {
            "%nA capability is called only if the manifest asks for it, this host allows it and has"
                    + " it. The table shows each part: what the manifest asks, in which functions the"
                    + " code can come to a call, and what this host would say with the grants given"
                    + " here. Below it stands the least manifest with which the code still works.",
            ""
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  casm caps examples/denied.casm",
            "  casm caps --list",
            "  casm caps --message-format json examples/files.casm",
            "  casm caps --grant fs.read --deny io.eprint examples/denied.casm",
            "  casm caps --cap io.print examples/double.casm.txt"
        })
public final class CapsVerb extends Verb {

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "A capsule.")
    private String file;

    @Option(
            names = "--list",
            description =
                    "Show every capability that is known: arguments, result, what its scopes are"
                            + " about, and whether it is allowed without a grant.")
    private boolean list;

    @Mixin private GrantOptions grants;

    @Mixin private MessageOptions messages;

    /**
     * @param console the streams of the command
     */
    public CapsVerb(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        GrantPolicy policy;
        try {
            policy = grants.policy();
        } catch (IllegalArgumentException malformed) {
            throw wrongUsage(malformed.getMessage());
        }
        if (list == (file != null)) {
            throw wrongUsage(
                    list
                            ? "--list takes no file"
                            : "name a capsule, or ask for --list of all capabilities");
        }
        try {
            CapsuleLoader loader = new CapsuleLoader();
            if (list) {
                CapabilityCatalogue catalogue = new CapabilityCatalogue(loader.registry(), policy);
                (messages.isJson() ? catalogue.json() : catalogue.lines()).forEach(out()::println);
                return ExitStatus.OK;
            }
            Program program = loader.verify(CapsuleFile.read(file), grants.permissions()).program();
            CapabilityReport report = new CapabilityReport(program, policy, loader.registry());
            if (messages.isJson()) {
                out().println(report.json());
            } else {
                report.lines().forEach(out()::println);
            }
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
