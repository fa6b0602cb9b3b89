package org.trufflecasm.tck.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** A task, which is also the handle that the guest holds. */
final class Task {
    /** 0 for the main task. */
    final int number;

    final List<Frame> frames = new ArrayList<>();

    /** The operand stack of all its frames; used in the CVM1 profile only. */
    final List<Object> shared = new ArrayList<>();

    /** What it has borrowed for writing. */
    final Set<Container> borrowed = Collections.newSetFromMap(new IdentityHashMap<>());

    /** The task whose end it waits for; null if it can run. */
    Task awaited;

    boolean ended;

    /** What it gave; null if it has not ended or failed. */
    Object result;

    /** Why it failed; null if it did not. */
    GuestFailure failure;

    private final Scheduler scheduler;

    Task(int number, Scheduler scheduler) {
        this.number = number;
        this.scheduler = scheduler;
    }

    boolean isRunning() {
        return scheduler.current() == this;
    }

    Frame frame() {
        return frames.getLast();
    }

    boolean canRun() {
        return awaited == null || awaited.ended;
    }

    /** Ends it, and its borrows. */
    void end(Object value, GuestFailure reason) {
        ended = true;
        result = value;
        failure = reason;
        frames.clear();
        shared.clear();
        for (Container container : List.copyOf(borrowed)) {
            container.releaseMutably();
        }
    }

    @Override
    public String toString() {
        return "<handle " + number + ">";
    }
}
