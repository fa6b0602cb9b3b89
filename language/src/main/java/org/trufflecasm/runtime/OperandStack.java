package org.trufflecasm.runtime;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * An operand stack whose height is known only at run time. Heights count every operand that was
 * pushed and not taken; those at the bottom may have been forgotten since nothing can consume them.
 * Used by one thread at a time.
 */
public final class OperandStack {
    private final long capacity;
    private Object[] values = new Object[16];

    /** Where the lowest operand lies that has not been forgotten. */
    private int start;

    private int count;
    private long forgotten;

    /**
     * @param capacity how many operands may lie on it
     */
    public OperandStack(long capacity) {
        this.capacity = capacity;
    }

    /** How many operands lie on it, without those forgotten. */
    public int size() {
        return count;
    }

    /** How many operands lie on it, with those forgotten. */
    public long height() {
        return forgotten + count;
    }

    /** Whether nothing more can be pushed. */
    public boolean isFull() {
        return count >= capacity;
    }

    /** Pushes an operand; the stack must not be full. */
    public void push(Object value) {
        if (start + count == values.length) {
            makeRoom();
        }
        values[start + count] = value;
        count++;
    }

    private void makeRoom() {
        Object[] target = start > values.length / 2 ? values : new Object[2 * values.length];
        System.arraycopy(values, start, target, 0, count);
        if (target == values) {
            Arrays.fill(values, count, start + count, null);
        }
        values = target;
        start = 0;
    }

    /** The operand at a depth below the top, 0 for the top itself; there must be one. */
    public Object peek(int depth) {
        return values[start + count - 1 - depth];
    }

    /** Gives the top and takes that many operands; there must be so many. */
    public Object take(int number) {
        Object top = values[start + count - 1];
        drop(number);
        return top;
    }

    private void drop(int number) {
        int end = start + count;
        if (number == 1) {
            values[end - 1] = null;
        } else {
            Arrays.fill(values, end - number, end, null);
        }
        count -= number;
    }

    /** Moves the operand at a depth to the top; there must be one. */
    public void roll(int depth) {
        int top = start + count - 1;
        Object moved = values[top - depth];
        System.arraycopy(values, top - depth + 1, values, top - depth, depth);
        values[top] = moved;
    }

    /** Takes operands until no more than {@code height} are left. */
    public void cut(long height) {
        long surplus = height() - height;
        if (surplus > 0) {
            drop((int) Math.min(surplus, count));
            forgotten = Math.min(forgotten, height);
        }
    }

    /** Forgets all operands but so many on top. */
    public void keep(long number) {
        if (count > number) {
            int surplus = (int) (count - number);
            Arrays.fill(values, start, start + surplus, null);
            start += surplus;
            count -= surplus;
            forgotten += surplus;
        }
    }

    /** The operand on top, or null of Java if there is none. */
    public Object top() {
        return count == 0 ? null : values[start + count - 1];
    }

    /** Calls back with every operand that has not been forgotten. */
    public void forEach(Consumer<Object> visitor) {
        for (int i = start; i < start + count; i++) {
            visitor.accept(values[i]);
        }
    }
}
