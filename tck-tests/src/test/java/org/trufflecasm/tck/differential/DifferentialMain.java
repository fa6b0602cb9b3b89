package org.trufflecasm.tck.differential;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.trufflecasm.tck.generator.ProgramGenerator;
import org.trufflecasm.tck.tier.Tier;
import org.trufflecasm.tck.tier.TruffleTier;

/** Compares any number of random programs; {@code docs/testing.md} says how to start it. */
public final class DifferentialMain {
    private static final String USAGE =
            """
            Usage: [--first SEED] [--count N] [--tiers interpreter,compiled] [--reports FOLDER]
                   --show SEED   prints the capsule of a seed
            """;

    private DifferentialMain() {}

    /** Exit status 0: no program differs; 1: some do; 2: wrong usage. */
    public static void main(String[] arguments) throws IOException {
        long first = 0;
        long count = 1_000_000;
        String tiers = "interpreter,compiled";
        Path reports = Path.of("target", "differential");
        if (arguments.length % 2 != 0) {
            System.err.print(USAGE);
            System.exit(2);
        }
        for (int i = 0; i < arguments.length; i += 2) {
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--first" -> first = Long.parseLong(value);
                case "--count" -> count = Long.parseLong(value);
                case "--tiers" -> tiers = value;
                case "--reports" -> reports = Path.of(value);
                case "--show" -> {
                    System.out.print(ProgramGenerator.generate(Long.parseLong(value)).toJson());
                    return;
                }
                default -> {
                    System.err.print(USAGE);
                    System.exit(2);
                }
            }
        }
        List<Tier> compared = tiers(tiers);
        Differential differential = new Differential(compared, reports, System.out);
        differential.run(first, count);
        compared.forEach(Tier::close);
        System.out.println("endings: " + differential.endings());
        System.out.println(differential.failures().size() + " programs differ");
        System.exit(differential.failures().isEmpty() ? 0 : 1);
    }

    static List<Tier> tiers(String names) {
        List<Tier> tiers = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            tiers.add(
                    switch (name) {
                        case "interpreter" -> TruffleTier.interpreter();
                        case "compiled" -> TruffleTier.compiled();
                        case "observed" -> TruffleTier.observed();
                        default -> throw new IllegalArgumentException("no tier: " + name);
                    });
        }
        return tiers;
    }
}
