package org.trufflecasm.runtime;

import com.oracle.truffle.api.bytecode.ContinuationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.trufflecasm.error.GuestException;

/**
 * A task, and the handle by which the guest knows it. Belongs to one run and is used by its thread.
 */
public final class CasmTask extends GuestValue {
    /** What a task does. */
    @FunctionalInterface
    public interface Code {
        /**
         * Runs it.
         *
         * @return its result, or a {@link ContinuationResult} when it gives way
         */
        Object call(Object[] arguments);
    }

    private final long number;
    private final Code code;
    private Object[] arguments;

    /** What goes on when the task runs again; null before it has run and while it runs. */
    private ContinuationResult continuation;

    /** The operands of the task's functions, where they share a stack; else null. */
    private final OperandStack operands;

    /** Its place in the queue: the lowest that can run runs. */
    private long place;

    /** Tasks that wait for the end of this one. */
    private final List<CasmTask> waiting = new ArrayList<>(0);

    private Object result;
    private GuestException failure;

    CasmTask(long number, Code code, Object[] arguments, OperandStack operands) {
        this.number = number;
        this.code = code;
        this.arguments = arguments;
        this.operands = operands;
    }

    /** The number that its text shows: 0 for the task in which the program starts, else from 1. */
    public long number() {
        return number;
    }

    long place() {
        return place;
    }

    void queueAt(long newPlace) {
        place = newPlace;
    }

    OperandStack operands() {
        return operands;
    }

    List<CasmTask> waiting() {
        return waiting;
    }

    /** Whether it has ended, in one way or the other. */
    public boolean hasEnded() {
        return result != null || failure != null;
    }

    /** What it ended with; null while it runs, and where it failed. */
    public Object result() {
        return result;
    }

    /** The failure it ended with; null while it runs, and where it did not fail. */
    public GuestException failure() {
        return failure;
    }

    /** Hands everything that the task can reach to a visitor. */
    void visit(Consumer<Object> visitor) {
        visitor.accept(arguments);
        visitor.accept(continuation);
        visitor.accept(operands);
        visitor.accept(result);
        visitor.accept(failure);
        waiting.forEach(visitor);
    }

    void endWith(Object value) {
        result = value;
    }

    void failWith(GuestException error) {
        failure = error;
    }

    void suspend(ContinuationResult rest) {
        continuation = rest;
    }

    /** Runs until the task waits or ends: gives a {@link ContinuationResult} or its result. */
    Object run() {
        if (continuation != null) {
            ContinuationResult rest = continuation;
            continuation = null;
            return rest.continueWith(CasmNull.INSTANCE);
        }
        Object[] passed = arguments;
        arguments = null;
        return code.call(passed);
    }

    @Override
    ValueType type() {
        return ValueType.HANDLE;
    }

    @Override
    public String toString() {
        return "<handle " + number + ">";
    }
}
