package org.trufflecasm.tck.generator;

import java.util.List;
import java.util.Set;

/**
 * What holds for a whole generated capsule.
 *
 * @param functions signatures of all functions; the first one is the entry
 * @param risk probability of code that may fail, at each place where the generator could make such
 *     code
 * @param maxStatements how many statements a function has at most
 * @param features what functions may use besides plain code
 * @param benchStep whether {@code bench.step} may be called
 */
record Plan(
        List<Signature> functions,
        double risk,
        int maxStatements,
        boolean benchStep,
        Set<Feature> features) {}
