package org.trufflecasm.tck.reference;

import java.util.ArrayList;
import java.util.List;
import org.trufflecasm.error.ErrorKind;

/**
 * The queue of tasks (specification §3.9). The first one in the queue that can run runs, until it
 * yields, waits or ends.
 */
final class Scheduler {
    private final Task main = new Task(0, this);
    private final List<Task> queue = new ArrayList<>();
    private Task current = main;
    private int spawned;

    Task main() {
        return main;
    }

    Task current() {
        return current;
    }

    /** All tasks that have not ended. */
    List<Task> alive() {
        List<Task> alive = new ArrayList<>(queue);
        alive.add(current);
        return alive;
    }

    /** A new task at the end of the queue. */
    Task spawn() {
        Task task = new Task(++spawned, this);
        queue.add(task);
        return task;
    }

    /**
     * Puts the running task to the end of the queue, if it has not ended, and takes the next one.
     */
    void next() {
        if (main.ended) {
            return;
        }
        if (!current.ended) {
            queue.add(current);
        }
        for (int i = 0; i < queue.size(); i++) {
            if (queue.get(i).canRun()) {
                current = queue.remove(i);
                return;
            }
        }
        throw new GuestFailure(ErrorKind.Deadlock, null);
    }
}
