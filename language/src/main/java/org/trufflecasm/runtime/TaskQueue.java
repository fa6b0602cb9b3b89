package org.trufflecasm.runtime;

import com.oracle.truffle.api.bytecode.ContinuationResult;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;

/**
 * The tasks of one run (specification §3.9): cooperative, one queue. A task that yields or waits
 * goes to the end of the queue and keeps its place there; the first one that can run, runs. So the
 * order is the same every time. Used by one thread.
 */
public final class TaskQueue implements Arena.Roots {
    private final Registers registers;
    private final Borrows borrows;
    private final PriorityQueue<CasmTask> runnable =
            new PriorityQueue<>(Comparator.comparingLong(CasmTask::place));
    private final CasmTask main;
    private CasmTask current;
    private final TaskQueue outer;
    private long places;
    private long numbers;

    /**
     * @param registers where the running task leaves what it counts
     * @param borrows end with the task that holds them
     */
    public TaskQueue(Registers registers, Borrows borrows) {
        this(registers, borrows, 0, null);
    }

    private TaskQueue(Registers registers, Borrows borrows, long number, TaskQueue outer) {
        this.registers = registers;
        this.borrows = borrows;
        this.main = new CasmTask(number, null, null, registers.taskStack);
        this.current = main;
        this.outer = outer;
        this.numbers = outer == null ? 0 : outer.numbers;
    }

    /**
     * The tasks of a call from outside that is part of this run. The call goes on in the place of
     * the running task, and so with its number; no task of this queue runs until it has ended.
     */
    public TaskQueue within() {
        return new TaskQueue(registers, borrows, registers.currentTask, this);
    }

    /** A call from outside has ended, and with it its tasks. */
    public void goOnAfter(TaskQueue inner) {
        numbers = inner.numbers;
        registers.currentTask = inner.main.number();
    }

    /** Whether it has had no task but the one in which the program starts, which did not wait. */
    public boolean isUntouched() {
        return numbers == 0 && places == 0 && outer == null;
    }

    /**
     * Puts a new task at the end of the queue.
     *
     * @param operands the stack of the task where functions share one; else null
     */
    public CasmTask spawn(CasmTask.Code code, Object[] arguments, OperandStack operands) {
        CasmTask task = new CasmTask(++numbers, code, arguments, operands);
        enqueue(task);
        return task;
    }

    private void enqueue(CasmTask task) {
        task.queueAt(places++);
        runnable.add(task);
    }

    /** The running task gives way; it can run on at once. */
    public void yieldCurrent() {
        enqueue(current);
    }

    /** The running task gives way until another one has ended. */
    public void waitFor(CasmTask awaited) {
        current.queueAt(places++);
        awaited.waiting().add(current);
    }

    /**
     * Runs tasks until the one in which the program started has ended.
     *
     * @param first where that one goes on, since it has given way
     * @return its result, which may be a {@link ResultMarker}
     */
    public Object finish(ContinuationResult first) {
        main.suspend(first);
        while (true) {
            CasmTask next = runnable.poll();
            // Where no task can run, the first one runs on and finds that it waits in vain.
            current = next == null ? main : next;
            switchTo(current);
            Object outcome = current == main ? main.run() : runToEnd(current);
            if (outcome instanceof ContinuationResult rest) {
                current.suspend(rest);
            } else if (current == main) {
                return outcome;
            }
        }
    }

    /** All tasks that run or can run; others are reached from those they wait for. */
    @Override
    public void visit(Consumer<Object> visitor) {
        visitor.accept(main);
        visitor.accept(current);
        runnable.forEach(visitor);
        visitor.accept(outer);
    }

    private void switchTo(CasmTask task) {
        registers.depthBase = 1;
        registers.depthInlined = 0;
        registers.operands = 0;
        registers.caught = null;
        registers.taskStack = task.operands();
        registers.currentTask = task.number();
    }

    /** Runs a spawned task; what it ends with goes to those who wait for it. */
    private Object runToEnd(CasmTask task) {
        try {
            Object outcome = ResultMarker.unwrap(task.run(), registers);
            if (outcome instanceof ContinuationResult) {
                return outcome;
            }
            task.endWith(resultOf(task, outcome));
        } catch (HaltException halt) {
            task.endWith(halt.result());
        } catch (GuestException failure) {
            failure.settleTrace();
            if (!failure.kind().isCatchable() && failure.kind() != ErrorKind.UncaughtException) {
                throw failure;
            }
            registers.chargesEach = false;
            task.failWith(failure);
        }
        borrows.endBorrowsOf(task.number());
        for (CasmTask waiter : task.waiting()) {
            runnable.add(waiter);
        }
        task.waiting().clear();
        return null;
    }

    /** Functions that share a stack leave their results there. */
    private static Object resultOf(CasmTask task, Object returned) {
        if (task.operands() == null) {
            return returned;
        }
        Object top = task.operands().top();
        return top == null ? CasmNull.INSTANCE : top;
    }
}
