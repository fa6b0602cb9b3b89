package org.trufflecasm.tck.reference;

import java.util.ArrayList;
import java.util.List;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.error.ErrorKind;

/** One call: a function, where it is, its variables and its own operand stack. */
final class Frame {
    final Function function;
    final List<Instruction> code;

    /** The values of the variables; Java's null where nothing was stored. */
    final Object[] slots;

    /** The instruction that runs, or the one that called. */
    int current;

    /** The instruction to run next. */
    int next;

    private final List<Object> operands = new ArrayList<>();

    /** A call with its arguments in the order in which they were pushed. */
    Frame(Function function, List<Object> arguments) {
        this.function = function;
        this.code = function.code();
        this.slots = new Object[Math.max(function.slots().size(), function.boundParameters())];
        for (int i = 0; i < arguments.size(); i++) {
            if (i < function.boundParameters()) {
                slots[i] = arguments.get(i);
            } else {
                operands.add(arguments.get(i));
            }
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

    private void require(int count) {
        if (operands.size() < count) {
            throw new GuestFailure(ErrorKind.StackUnderflow, null);
        }
    }
}
