package org.trufflecasm.tck.reference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.error.ErrorKind;

/** One call: a function, where it is, its variables, its handlers and its operand stack. */
final class Frame {

    /** A handler: where it begins, and how many operands it keeps. */
    record Handler(int target, int height) {}

    final Capsule capsule;
    final Routine routine;

    /** By name, or by slot in the CVM1 profile. */
    final Map<Object, Object> variables = new HashMap<>();

    /** The newest one first. */
    final Deque<Handler> handlers = new ArrayDeque<>();

    /** The instruction that runs, or the one that called. */
    int current;

    /** The instruction to run next. */
    int next;

    /** The line it is in, for {@link LineCounter}; null if it is unknown. */
    SourcePosition line;

    /** The newest instruction that {@link LineCounter} has looked at. */
    int lined = -1;

    private final List<Object> operands;

    /**
     * A call without arguments.
     *
     * @param shared the operand stack to use; null for one of its own
     */
    Frame(Capsule capsule, Routine routine, List<Object> shared) {
        this.capsule = capsule;
        this.routine = routine;
        this.operands = shared == null ? new ArrayList<>() : shared;
        this.next = routine.start();
        this.current = routine.start();
    }

    int height() {
        return operands.size();
    }

    void cutTo(int height) {
        if (operands.size() > height) {
            operands.subList(height, operands.size()).clear();
        }
    }

    void push(Object value) {
        if (operands.size() >= GaveUp.MAX_OPERANDS) {
            throw new GaveUp("an operand stack of " + operands.size() + " values");
        }
        operands.add(value);
    }

    Object pop() {
        require(1);
        return operands.removeLast();
    }

    /** Takes the topmost values, in the order in which they were pushed. */
    List<Object> pop(int count) {
        require(count);
        List<Object> top = operands.subList(operands.size() - count, operands.size());
        List<Object> taken = new ArrayList<>(top);
        top.clear();
        return taken;
    }

    /** The n-th value from the top; 0 is the top. */
    Object peek(int n) {
        require(n + 1);
        return operands.get(operands.size() - 1 - n);
    }

    /** Takes the n-th value from the top away. */
    Object remove(int n) {
        require(n + 1);
        return operands.remove(operands.size() - 1 - n);
    }

    /** The top value, or null of the guest if there is none. */
    Object topOrNull() {
        return operands.isEmpty() ? Nil.NIL : operands.getLast();
    }

    /** Its operands, the lowest first. */
    List<Object> operands() {
        return operands;
    }

    /** Fails if there are fewer operands. */
    void require(int count) {
        if (operands.size() < count) {
            throw new GuestFailure(ErrorKind.StackUnderflow, "operand stack underflow");
        }
    }
}
