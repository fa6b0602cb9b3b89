package org.trufflecasm.flow;

import java.util.Arrays;
import java.util.List;
import org.trufflecasm.core.Instruction;

/**
 * What one execution does, as far as it can be observed: the instructions in their order, the
 * values that stores and calls take, the result. Branches go as a seed says; execution ends when
 * the fuel is used up.
 */
final class Run {
    /** Stands for null on the operand stack. */
    static final long NULL = Long.MIN_VALUE;

    enum Outcome {
        RETURNED,
        HALTED,
        UNDERFLOW,
        OUT_OF_FUEL
    }

    private final long seed;
    private final int fuel;
    private long[] trace = new long[64];
    private int length;
    private int executed;
    private int decisions;
    private Outcome outcome;
    private long result;

    Run(long seed, int fuel) {
        this.seed = seed;
        this.fuel = fuel;
    }

    Outcome outcome() {
        return outcome;
    }

    /** Operands that a frame holds, the last one on top. */
    static final class Operands {
        private long[] values = new long[16];
        private int height;

        int height() {
            return height;
        }

        void push(long value) {
            if (height == values.length) {
                values = Arrays.copyOf(values, 2 * height);
            }
            values[height++] = value;
        }

        long pop() {
            return values[--height];
        }

        /** Drops from the bottom or puts nulls there. */
        void fit(int from, int to) {
            if (height != from) {
                throw new AssertionError("height " + height + " instead of " + from);
            }
            long[] fitted = new long[Math.max(to, 16)];
            Arrays.fill(fitted, NULL);
            int kept = Math.min(from, to);
            System.arraycopy(values, from - kept, fitted, to - kept, kept);
            values = fitted;
            height = to;
        }

        private void rotate(int count) {
            long bottom = values[height - count];
            System.arraycopy(values, height - count + 1, values, height - count, count - 1);
            values[height - 1] = bottom;
        }
    }

    /**
     * Executes an instruction that does not decide where control goes; false if the execution is
     * over.
     */
    boolean step(List<Instruction> code, int index, Operands operands) {
        if (executed++ == fuel) {
            return finish(Outcome.OUT_OF_FUEL, 0);
        }
        record(index);
        Instruction instruction = code.get(index);
        if (instruction.pops() > operands.height()) {
            return finish(Outcome.UNDERFLOW, index);
        }
        switch (instruction.op()) {
            case RET, END -> {
                return finish(Outcome.RETURNED, operands.height() == 0 ? NULL : operands.pop());
            }
            case HALT_TASK -> {
                return finish(Outcome.HALTED, operands.height() == 0 ? NULL : operands.pop());
            }
            case PUSH_INT -> operands.push((Long) instruction.constant());
            case PUSH_NULL -> operands.push(NULL);
            case POP, JMP_IF, JMP_IF_NOT -> operands.pop();
            case DUP -> operands.push(operands.values[operands.height - 1]);
            case PICK -> operands.push(operands.values[operands.height - 1 - instruction.a()]);
            case SWAP -> operands.rotate(2);
            case ROT -> operands.rotate(3);
            case ROLL -> operands.rotate(instruction.a() + 1);
            case STORE -> record(operands.pop());
            default -> {
                long hash = index;
                for (long i = instruction.pops(); i > 0; i--) {
                    hash = 31 * hash + operands.pop();
                }
                record(hash);
                for (long i = instruction.pushes(); i > 0; i--) {
                    operands.push(hash + i);
                }
            }
        }
        return true;
    }

    /** Whether the next jump is taken. */
    boolean decide() {
        long bits = (seed + ++decisions) * 0x9E3779B97F4A7C15L;
        bits = (bits ^ bits >>> 32) * 0xD6E8FEB86659FD93L;
        return (bits ^ bits >>> 32) < 0;
    }

    private void record(long event) {
        if (length == trace.length) {
            trace = Arrays.copyOf(trace, 2 * length);
        }
        trace[length++] = event;
    }

    private boolean finish(Outcome how, long value) {
        outcome = how;
        result = value;
        return false;
    }

    boolean sameAs(Run other) {
        return outcome == other.outcome
                && result == other.result
                && Arrays.equals(trace, 0, length, other.trace, 0, other.length);
    }

    @Override
    public String toString() {
        return outcome + " " + result + " " + Arrays.toString(Arrays.copyOf(trace, length));
    }
}
