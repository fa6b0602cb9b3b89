package org.trufflecasm.format.crush;

import java.util.Arrays;
import org.trufflecasm.format.crush.CrushVerifier.VerifiedFunction;

/**
 * Decides where a capability that gives no value leaves a null: where the next instruction takes
 * one, which is found by following unconditional jumps and skipping {@code nop} and {@code label}
 * (specification §3.8). All questions about one function together take time linear in its size.
 */
final class VoidResults {
    private static final int UNKNOWN = -1;

    private final VerifiedFunction function;

    /**
     * The next instruction that does something, from each instruction on; the size of the body if
     * there is none.
     */
    private int[] next;

    VoidResults(VerifiedFunction function) {
        this.function = function;
    }

    /** Whether a call at {@code instruction} leaves a null. */
    boolean pushesNull(int instruction) {
        int following = next(instruction + 1);
        return following < function.size()
                && switch (function.opcode(following)) {
                    case POP, STORE, DUP, EXPORT_VAR -> true;
                    default -> false;
                };
    }

    private int next(int start) {
        if (next == null) {
            next = new int[function.size() + 1];
            Arrays.fill(next, UNKNOWN);
            next[function.size()] = function.size();
        }
        int end = start;
        while (next[end] == UNKNOWN) {
            next[end] = function.size(); // what a cycle that does nothing comes to
            int step = step(end);
            if (step == end) {
                next[end] = end;
            } else {
                end = step;
            }
        }
        int result = next[end];
        for (int i = start; i != end; ) {
            int step = step(i);
            next[i] = result;
            i = step;
        }
        return result;
    }

    /**
     * Where control goes from an instruction that does nothing else; the instruction itself if it
     * does something.
     */
    private int step(int instruction) {
        return switch (function.opcode(instruction)) {
            case NOP, LABEL -> instruction + 1;
            case JMP, BREAK, CONTINUE -> function.number(instruction);
            default -> instruction;
        };
    }
}
