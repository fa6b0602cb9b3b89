package org.trufflecasm.tck.reference;

import java.util.ArrayList;
import java.util.List;

/** What happens between a throw and its handler (specification §3.5). */
final class Exceptions {

    /** What the newest handler of a thrown value received. */
    private record Caught(Object value, Routine routine, List<ReferenceResult.Frame> trace) {}

    private Caught newest;

    /** A thrown value: it keeps the trace of its first throw if the newest handler received it. */
    GuestFailure thrown(Object value, Frame frame) {
        boolean again = newest != null && isSame(value, frame.routine);
        return GuestFailure.thrown(value, again ? newest.trace : null);
    }

    /**
     * Whether it is what the handler received: for what has no identity, an equal value thrown by
     * the same function.
     */
    private boolean isSame(Object value, Routine thrower) {
        return switch (value) {
            case Nil nil -> newest.value == nil && isCatcher(thrower);
            case Boolean bool -> bool.equals(newest.value) && isCatcher(thrower);
            case Long number -> number.equals(newest.value) && isCatcher(thrower);
            case Double number -> number.equals(newest.value) && isCatcher(thrower);
            default -> value == newest.value;
        };
    }

    private boolean isCatcher(Routine thrower) {
        return thrower.name().equals(newest.routine.name());
    }

    /**
     * Continues at the innermost handler of a task, or leaves the task without frames.
     *
     * @throws GuestFailure the failure, if no handler may have it
     */
    void unwind(Task task, GuestFailure failure) {
        failure.happenedAt(trace(task));
        if (!failure.isCatchable()) {
            throw failure;
        }
        while (!task.frames.isEmpty()) {
            Frame frame = task.frame();
            Frame.Handler handler = frame.handlers.poll();
            if (handler != null) {
                Object value = failure.caught();
                if (failure.isThrown()) {
                    newest = new Caught(value, frame.routine, failure.trace());
                }
                frame.cutTo(handler.height());
                frame.push(value);
                frame.next = handler.target();
                return;
            }
            task.frames.removeLast();
        }
    }

    /** The frames of a task, the innermost first. */
    static List<ReferenceResult.Frame> trace(Task task) {
        List<ReferenceResult.Frame> trace = new ArrayList<>();
        for (Frame frame : task.frames.reversed()) {
            trace.add(
                    new ReferenceResult.Frame(
                            frame.routine.name(),
                            frame.current,
                            frame.current < frame.routine.code().size()
                                    ? frame.routine.code().get(frame.current).position()
                                    : null));
        }
        return List.copyOf(trace);
    }
}
