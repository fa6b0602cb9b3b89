package org.trufflecasm.tck.generator;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What callers know of a generated function.
 *
 * @param name its name
 * @param parameters kinds of its parameters in the order in which they are declared
 * @param passing how arguments are passed
 * @param stores for {@link Passing#PROLOGUE} and {@link Passing#OPERANDS}, the order in which
 *     parameters are stored
 * @param result kind of its result
 * @param group functions of one group may call each other if they recurse
 * @param recursive whether it recurses; then its first parameter is an int that counts down
 */
record Signature(
        String name,
        List<Kind> parameters,
        Passing passing,
        List<Integer> stores,
        Kind result,
        int group,
        boolean recursive) {

    /** The ways in which arguments reach a function. */
    enum Passing {
        /** Bound to parameters, first pushed = first. */
        BOUND,
        /** Left on the operand stack; the body begins with stores to exactly the parameters. */
        PROLOGUE,
        /** No declared parameters; the arguments lie on the operand stack. */
        OPERANDS
    }

    static String parameter(int index) {
        return "p" + index;
    }

    /** The parameters in the order in which a caller pushes them. */
    List<Integer> pushOrder() {
        // The first store takes what was pushed last.
        return passing == Passing.BOUND
                ? IntStream.range(0, parameters.size()).boxed().toList()
                : stores.reversed();
    }
}
