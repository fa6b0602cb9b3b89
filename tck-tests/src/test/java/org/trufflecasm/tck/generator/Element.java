package org.trufflecasm.tck.generator;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An element of a function's body. */
public sealed interface Element {

    /**
     * A place that jumps go to.
     *
     * @param label its number, unique in the function
     */
    record Place(int label) implements Element {}

    /**
     * An instruction.
     *
     * @param op its operation as it is spelled in the capsule
     * @param operands its operands without the target: {@code Long}, {@code Double}, {@code
     *     Boolean}, {@code String} or a list of strings
     * @param target the label it jumps to; {@link #NO_TARGET} if it is not a jump
     * @param nested whether its operands are spelled under {@code args}
     * @param line its line in the original source; 0 if the capsule does not say
     */
    record Step(String op, Map<String, Object> operands, int target, boolean nested, int line)
            implements Element {
        /** The target of what is not a jump. */
        static final int NO_TARGET = -1;

        public Step {
            operands = Collections.unmodifiableMap(new LinkedHashMap<>(operands));
        }
    }
}
