package org.trufflecasm.tck.generator;

import java.util.List;

/**
 * What holds for a whole generated capsule.
 *
 * @param functions signatures of all functions; the first one is the entry
 * @param risk probability of code that may fail, at each place where the generator could make such
 *     code
 * @param maxStatements how many statements a function has at most
 * @param benchStep whether {@code bench.step} may be called
 */
record Plan(List<Signature> functions, double risk, int maxStatements, boolean benchStep) {}
