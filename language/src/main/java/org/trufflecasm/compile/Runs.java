package org.trufflecasm.compile;

import org.trufflecasm.core.Function;

/**
 * Which instructions are charged together: those of a block up to a call, or to where another task
 * may run: that code must find what is left.
 */
final class Runs {
    private Runs() {}

    /**
     * The end (exclusive) of the run that starts at {@code from} in a block that ends at {@code
     * blockEnd}.
     */
    static int end(Function function, int from, int blockEnd, int underflow) {
        for (int i = from; i < blockEnd; i++) {
            if (function.code().get(i).op().runsOtherCode() || i == underflow) {
                return i + 1;
            }
        }
        return blockEnd;
    }

    /**
     * What the instructions from {@code from} to {@code to} (exclusive) cost: 1 each, the end of
     * the body nothing.
     */
    static int cost(Function function, int from, int to) {
        boolean endsBody = to > from && function.code().get(to - 1).op().isEnd();
        return to - from - (endsBody ? 1 : 0);
    }
}
