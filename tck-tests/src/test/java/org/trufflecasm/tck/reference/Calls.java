package org.trufflecasm.tck.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.trufflecasm.error.ErrorKind;

/** Which function a call means and where its arguments go (specification §3.7). */
final class Calls {
    private Calls() {}

    /** The value of {@code push_fn} and {@code push_closure}. */
    static FunctionValue value(Step step, Frame frame) {
        Routine routine = routine(step.name(), frame.capsule);
        List<Object> captured = new ArrayList<>();
        for (String name : step.captures()) {
            Object value = frame.variables.get(name);
            if (value == null) {
                throw GuestFailure.uninitialized(name);
            }
            captured.add(value);
        }
        int params = routine.params().size();
        if (params > 0 && captured.size() > params) {
            throw GuestFailure.arity(routine.name(), params, captured.size());
        }
        return new FunctionValue(frame.capsule, routine, captured);
    }

    private static Routine routine(String name, Capsule capsule) {
        Routine routine = capsule.routines().get(name);
        if (routine == null) {
            throw unknown(name);
        }
        return routine;
    }

    private static GuestFailure unknown(String name) {
        return new GuestFailure(ErrorKind.UnknownFunction, "call to unknown function: " + name);
    }

    /** The function that a value is or names. */
    static FunctionValue function(Object value, Capsule capsule) {
        return switch (value) {
            case FunctionValue function -> function;
            case String name when capsule.routines().containsKey(name) ->
                    new FunctionValue(capsule, routine(name, capsule), List.of());
            default -> throw GuestFailure.type("function", value);
        };
    }

    /** The function that {@code call_value} means. */
    static FunctionValue called(Object value, Capsule capsule) {
        if (value instanceof String name && !capsule.routines().containsKey(name)) {
            throw GuestFailure.type("function", value);
        }
        return function(value, capsule);
    }

    /**
     * The function that {@code call} means: one of the capsule, or of a variable; null if neither.
     */
    static FunctionValue callee(Step step, Frame frame) {
        Routine routine = frame.capsule.routines().get(step.name());
        if (routine != null) {
            return new FunctionValue(frame.capsule, routine, List.of());
        }
        return switch (frame.variables.get(step.name())) {
            case FunctionValue function -> function;
            case String name when frame.capsule.routines().containsKey(name) ->
                    function(name, frame.capsule);
            case null, default -> null;
        };
    }

    /**
     * The function that {@code spawn} means; taken from the stack if it is not named. A name must
     * be that of a function.
     */
    static FunctionValue spawned(Step step, Frame frame) {
        frame.require(step.number() + (step.value() == null ? 1 : 0));
        Object callee = step.value() != null ? step.value() : frame.pop();
        return callee instanceof String name
                ? new FunctionValue(frame.capsule, routine(name, frame.capsule), List.of())
                : function(callee, frame.capsule);
    }

    /** How many arguments a function expects. */
    static int arity(FunctionValue callee) {
        return Math.max(0, callee.routine.params().size() - callee.captured.size());
    }

    static void checkArity(FunctionValue callee, int arguments) {
        List<String> params = callee.routine.params();
        if (!params.isEmpty() && callee.captured.size() + arguments != params.size()) {
            throw GuestFailure.arity(
                    callee.routine.name(), params.size() - callee.captured.size(), arguments);
        }
    }

    /** A frame for a call with arguments in the order in which they were pushed. */
    static Frame frame(FunctionValue callee, Task task, List<Object> arguments) {
        checkArity(callee, arguments.size());
        return frame(callee.capsule, callee.routine, task, callee.captured, arguments);
    }

    /** As {@link #frame(FunctionValue, Task, List)}, for a number of arguments that is right. */
    static Frame frame(
            Capsule capsule,
            Routine routine,
            Task task,
            List<Object> captured,
            List<Object> arguments) {
        if (capsule.flat()) {
            Frame frame = new Frame(capsule, routine, task.shared);
            arguments.forEach(frame::push);
            return frame;
        }
        Frame frame = new Frame(capsule, routine, null);
        if (!routine.prologue().isEmpty()) {
            arguments.forEach(frame::push);
            captured.reversed().forEach(frame::push);
            return frame;
        }
        List<Object> all = new ArrayList<>(captured);
        all.addAll(arguments);
        List<String> params = routine.params();
        for (int i = 0; i < all.size(); i++) {
            if (i < params.size()) {
                frame.variables.put(params.get(i), all.get(i));
            } else {
                frame.push(all.get(i));
            }
        }
        return frame;
    }

    /**
     * The first frame of a task. What is pushed first is the first parameter, so where the function
     * begins by storing its parameters they are placed the other way round. In the CVM1 profile,
     * which has no parameters, they lie as they were pushed.
     */
    static Frame spawnedFrame(FunctionValue callee, Task task, List<Object> arguments) {
        List<Object> placed = new ArrayList<>(arguments);
        if (!callee.routine.prologue().isEmpty()) {
            Collections.reverse(placed);
        }
        return frame(callee.capsule, callee.routine, task, callee.captured, placed);
    }
}
