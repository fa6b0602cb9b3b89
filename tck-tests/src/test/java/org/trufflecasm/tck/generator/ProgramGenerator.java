package org.trufflecasm.tck.generator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Makes a random capsule out of a seed. */
public final class ProgramGenerator {
    private final Dice dice;

    /** Most programs are small: more of them fit into the time there is. */
    private final boolean large;

    private final Set<Feature> features;

    private ProgramGenerator(long seed, Set<Feature> allowed) {
        this.dice = new Dice(seed);
        this.large = dice.chance(0.1);
        this.features = features(allowed);
    }

    /** The capsule of that seed. */
    public static CapsuleModel generate(long seed) {
        return generate(seed, Feature.enabled());
    }

    /** The capsule of that seed, if programs may use no more than some features. */
    public static CapsuleModel generate(long seed, Set<Feature> allowed) {
        return new ProgramGenerator(seed, allowed).generate();
    }

    private CapsuleModel generate() {
        List<Signature> signatures = signatures();
        boolean mayCallBench = dice.chance(0.6);
        double risk = dice.of(0.0, 0.0, 0.0, 0.004, 0.02);
        Plan plan = new Plan(signatures, risk, large ? 16 : 6, mayCallBench, features);
        List<FunctionModel> functions = new ArrayList<>();
        for (Signature signature : signatures) {
            functions.add(
                    new FunctionGenerator(dice, plan, signature).generate(functions.isEmpty()));
        }
        List<String> permissions = dice.chance(0.2) ? List.of("*") : List.of("io.*", "bench.step");
        boolean granted = mayCallBench && (risk == 0 || !dice.chance(0.1));
        return new CapsuleModel(
                functions,
                dice.chance(0.2),
                permissions,
                Map.of(),
                granted ? List.of("bench.step") : List.of(),
                dice.of("", "one\ntwo\n", "3\r\n\nlast"));
    }

    /** Most programs use some of what there is, few all of it. */
    private Set<Feature> features(Set<Feature> allowed) {
        Set<Feature> chosen = EnumSet.noneOf(Feature.class);
        for (Feature feature : Feature.values()) {
            double share = feature == Feature.IR_ONLY ? 0.9 : 0.45;
            if (dice.chance(share) && allowed.contains(feature)) {
                chosen.add(feature);
            }
        }
        return chosen;
    }

    private List<Signature> signatures() {
        List<Signature> signatures = new ArrayList<>();
        boolean takesNull = features.contains(Feature.IR_ONLY) && dice.chance(0.05);
        signatures.add(
                new Signature(
                        "main",
                        takesNull ? List.of(Kind.ANY) : List.of(),
                        dice.of(Signature.Passing.BOUND, Signature.Passing.PROLOGUE),
                        takesNull ? List.of(0) : List.of(),
                        anyKind(),
                        0,
                        false));
        int count = dice.below(large ? 7 : 4);
        int group = 0;
        for (int i = 0; i < count; i++) {
            group += dice.chance(0.7) || i == 0 ? 1 : 0;
            signatures.add(signature("f" + i, group));
        }
        return signatures;
    }

    private Signature signature(String name, int group) {
        boolean recursive = dice.chance(0.4);
        List<Kind> parameters = new ArrayList<>();
        if (recursive) {
            parameters.add(Kind.INT);
        }
        for (int i = dice.below(8); i > 0; i--) {
            parameters.add(anyKind());
            if (dice.chance(0.4)) {
                break;
            }
        }
        List<Integer> stores =
                new ArrayList<>(IntStream.range(0, parameters.size()).boxed().toList());
        for (int i = stores.size() - 1; i > 0; i--) {
            Collections.swap(stores, i, dice.below(i + 1));
        }
        Signature.Passing passing =
                dice.of(
                        Signature.Passing.BOUND,
                        Signature.Passing.BOUND,
                        Signature.Passing.PROLOGUE,
                        Signature.Passing.OPERANDS);
        return new Signature(name, parameters, passing, stores, anyKind(), group, recursive);
    }

    private Kind anyKind() {
        return dice.of(
                Kind.INT,
                Kind.INT,
                Kind.INT,
                Kind.FLOAT,
                Kind.FLOAT,
                Kind.BOOL,
                Kind.STR,
                Kind.MAP,
                Kind.INTS,
                Kind.FLOATS,
                Kind.MIXED,
                Kind.ANY);
    }
}
