package org.trufflecasm.launcher.verb;

import java.util.ArrayList;
import java.util.List;
import org.trufflecasm.capability.GrantPolicy;
import org.trufflecasm.launcher.report.Hints;
import picocli.CommandLine.Option;

/** The options that say what the host allows. */
final class GrantOptions {

    @Option(
            names = "--grant",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Allow a capability besides the default ones: NAME, ns.* or *. Its manifest"
                            + " must still ask.")
    private List<String> grants = new ArrayList<>();

    @Option(
            names = "--deny",
            paramLabel = "NAME",
            split = ",",
            description = "Refuse a capability; beats every grant.")
    private List<String> denials = new ArrayList<>();

    @Option(
            names = "--cap",
            paramLabel = "NAME",
            split = ",",
            description =
                    "As --grant; and text assembly or a CVM1 file whose manifest asks for nothing"
                            + " asks for it too.")
    private List<String> capabilities = new ArrayList<>();

    List<String> grants() {
        List<String> all = new ArrayList<>(grants);
        all.addAll(capabilities);
        return all;
    }

    /** What a capsule asks for that cannot ask itself. */
    List<String> permissions() {
        return capabilities;
    }

    List<String> denials() {
        return denials;
    }

    /**
     * What the host allows.
     *
     * @throws IllegalArgumentException if an option names something that cannot be a capability;
     *     the message is for the user
     */
    GrantPolicy policy() {
        return GrantPolicy.STANDARD.grant(grants()).deny(denials);
    }

    /** What a user can do about failures. */
    Hints hints(List<String> known) {
        return new Hints(grants(), denials, known);
    }
}
