package org.trufflecasm.tck.reference;

import java.util.List;

/** A function as a value: where it is from and what it has captured. */
final class FunctionValue {
    final Capsule capsule;
    final Routine routine;
    final List<Object> captured;

    FunctionValue(Capsule capsule, Routine routine, List<Object> captured) {
        this.capsule = capsule;
        this.routine = routine;
        this.captured = List.copyOf(captured);
    }

    /** By name if nothing is captured, else by identity. */
    static boolean same(FunctionValue left, FunctionValue right) {
        return left == right
                || (left.captured.isEmpty()
                        && right.captured.isEmpty()
                        && left.routine.name().equals(right.routine.name()));
    }

    @Override
    public String toString() {
        return "<function " + routine.name() + ">";
    }
}
