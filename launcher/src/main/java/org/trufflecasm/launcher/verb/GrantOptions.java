package org.trufflecasm.launcher.verb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.capability.CapabilityRegistry;
import org.trufflecasm.capability.GrantPolicy;
import org.trufflecasm.launcher.policy.PolicyFile;
import org.trufflecasm.launcher.policy.PolicyReader;
import org.trufflecasm.launcher.report.Hints;
import picocli.CommandLine.Option;

/** The options that say what the host allows. */
final class GrantOptions {

    @Option(
            names = "--grant",
            paramLabel = "NAME[:SCOPE]",
            split = ",",
            description =
                    "Allow a capability besides the default ones: NAME, ns.* or *, perhaps only"
                            + " within a scope, as in fs.read:data/. Its manifest must still ask.")
    private List<String> grants = new ArrayList<>();

    @Option(
            names = "--deny",
            paramLabel = "NAME[:SCOPE]",
            split = ",",
            description = "Refuse a capability, or what lies in a scope; beats every grant.")
    private List<String> denials = new ArrayList<>();

    @Option(
            names = "--cap",
            paramLabel = "NAME",
            split = ",",
            description =
                    "As --grant, so a denial beats it too; and text assembly or a CVM1 file whose"
                            + " manifest asks for nothing asks for it.")
    private List<String> capabilities = new ArrayList<>();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "Read grants, denials, scopes and limits from a JSON file (see"
                            + " schema/policy.schema.json). Other options add to it, but grant"
                            + " nothing that it denies; of two limits the stricter one holds.")
    private Path policyFile;

    @Option(names = "--fs", description = "Grant fs.*: files below --fs-root.")
    private boolean files;

    @Option(names = "--env", description = "Grant sys.env and sys.args.")
    private boolean environment;

    @Option(names = "--time", description = "Grant time.*.")
    private boolean time;

    @Option(names = "--process", description = "Grant sys.exec and sys.exit.")
    private boolean process;

    @Option(names = "--crypto", description = "Grant crypto.*.")
    private boolean crypto;

    @Option(names = "--net", description = "Grant net.*.")
    private boolean net;

    @Option(
            names = "--stdlib",
            description = "Grant path.* and regex.*, besides what is allowed anyway.")
    private boolean standardLibrary;

    @Option(names = "--polyglot", description = "Grant polyglot.*.")
    private boolean polyglot;

    @Option(
            names = "--bus",
            description =
                    "Grant message_bus.*. This and the next options name capabilities that only a"
                            + " provider can offer.")
    private boolean bus;

    @Option(names = "--task", description = "Grant task.*.")
    private boolean task;

    @Option(names = "--akg", description = "Grant akg.*.")
    private boolean knowledge;

    @Option(names = "--graphics", description = "Grant graphics.*.")
    private boolean graphics;

    @Option(
            names = "--db",
            paramLabel = "PATH",
            description = "Grant db.*; a provider finds PATH as the Java property casm.db.")
    private String database;

    private PolicyFile policy;

    /** What the policy file says, if there is one. */
    PolicyFile file() {
        if (policy == null) {
            policy = policyFile == null ? PolicyFile.NONE : PolicyReader.read(policyFile);
        }
        return policy;
    }

    /** The families that are granted, each with the patterns of its flag. */
    private Map<String, List<String>> families() {
        Map<String, List<String>> families = new LinkedHashMap<>();
        add(families, files, "--fs", "fs.*");
        add(families, environment, "--env", "sys.env", "sys.args");
        add(families, time, "--time", "time.*");
        add(families, process, "--process", "sys.exec", "sys.exit");
        add(families, crypto, "--crypto", "crypto.*");
        add(families, net, "--net", "net.*");
        add(
                families,
                standardLibrary,
                "--stdlib",
                "str.*",
                "math.*",
                "conv.*",
                "collections.*",
                "json.*",
                "path.*",
                "regex.*");
        add(families, polyglot, "--polyglot", "polyglot.*");
        add(families, bus, "--bus", "message_bus.*");
        add(families, task, "--task", "task.*");
        add(families, knowledge, "--akg", "akg.*");
        add(families, graphics, "--graphics", "graphics.*");
        add(families, database != null, "--db", "db.*");
        return families;
    }

    private static void add(
            Map<String, List<String>> families, boolean given, String flag, String... patterns) {
        if (given) {
            families.put(flag, List.of(patterns));
        }
    }

    List<String> grants() {
        List<String> all = new ArrayList<>(file().grants());
        families().values().forEach(all::addAll);
        all.addAll(grants);
        all.addAll(capabilities);
        return all;
    }

    /** What a capsule asks for that cannot ask itself. */
    List<String> permissions() {
        return capabilities;
    }

    List<String> denials() {
        List<String> all = new ArrayList<>(file().denies());
        all.addAll(denials);
        return all;
    }

    /** Where a provider of {@code db.*} finds its data; null if nobody says. */
    String database() {
        return database;
    }

    /**
     * What the host allows.
     *
     * @throws IllegalArgumentException if an option names something that cannot be a capability, or
     *     the policy file is wrong; the message is for the user
     */
    GrantPolicy policy() {
        return GrantPolicy.STANDARD.grant(grants()).deny(denials()).restrict(file().scopes());
    }

    /** A sentence for each flag that grants what this host does not have. */
    List<String> remarks(CapabilityRegistry registry) {
        List<String> remarks = new ArrayList<>();
        families()
                .forEach(
                        (flag, patterns) -> {
                            GrantPolicy granted = GrantPolicy.NONE.grant(patterns);
                            if (registry.names().stream().noneMatch(granted::allows)
                                    && !flag.equals("--polyglot")) {
                                remarks.add(
                                        flag
                                                + " grants "
                                                + patterns.getFirst()
                                                + ", but this host has no such capability; a"
                                                + " provider can offer them");
                            }
                        });
        return remarks;
    }

    /** What a user can do about failures. */
    Hints hints(List<String> known) {
        return new Hints(grants(), denials, file().denies(), known);
    }
}
