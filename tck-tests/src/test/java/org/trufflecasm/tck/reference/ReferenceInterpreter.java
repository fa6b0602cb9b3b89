package org.trufflecasm.tck.reference;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.format.crush.CrushOpcode;

/**
 * Runs a capsule, one instruction after the other. Operand stacks, handlers and tasks are dynamic,
 * so it needs no analysis: operands that nobody takes just lie there. Guest calls are frames on a
 * list, never calls of Java.
 *
 * <p>It knows {@code max_stack} only as a bound on all operands, also on those that nobody takes:
 * which ones count depends on an analysis that this class is there to check.
 */
public final class ReferenceInterpreter {
    /** Frames that fit in every tier where no limit is set. */
    private static final int DEPTH_FOR_ALL = 10_000;

    /** How a limit is written that is not set. */
    private static final long NONE = -1;

    private final Capsule capsule;
    private final List<Capsule> linked;
    private final ReferenceOptions options;
    private final long maxSteps;
    private final long maxCallDepth;
    private final long maxStack;
    private final long maxTime;
    private final Memory memory;
    private final Host host;
    private final Scheduler scheduler = new Scheduler();
    private final Exceptions exceptions = new Exceptions();
    private final Set<CrushOpcode> executed = EnumSet.noneOf(CrushOpcode.class);
    private final LineCounter lines = new LineCounter();
    private long steps;
    private int exitStatus;

    private ReferenceInterpreter(Capsule capsule, List<Capsule> linked, ReferenceOptions options) {
        this.capsule = capsule;
        this.linked = linked;
        this.options = options;
        this.maxSteps = limit("max_steps");
        this.maxCallDepth = limit("max_call_depth");
        this.maxStack = limit("max_stack");
        this.maxTime = limit("timeout_ms");
        this.memory = new Memory(limit("max_memory"), scheduler, linked, capsule);
        this.host = new Host(capsule.manifest(), options, limit("max_output"));
    }

    /**
     * A manifest can lower a limit, never raise it. For a host 0 is no limit, for a manifest it is
     * 0.
     */
    private long limit(String name) {
        long ofHost = options.limits().getOrDefault(name, 0L);
        Long asked = capsule.manifest().limits().get(name);
        if (asked == null) {
            return ofHost == 0 ? NONE : ofHost;
        }
        return ofHost == 0 ? asked : Math.min(ofHost, asked);
    }

    /** Which capabilities give a value; to be given to whoever loads the capsule. */
    public static CapabilitySignatures signatures() {
        return Host.signatures();
    }

    /**
     * Runs the entry of a capsule of any format, which must be correct.
     *
     * @param name what the capsule is called in positions
     * @param permissions what a capsule of the CVM1 profile asks for besides its manifest
     */
    public static ReferenceResult run(
            byte[] content, String name, List<String> permissions, ReferenceOptions options) {
        Capsule capsule = CapsuleReader.read(content, name, permissions, signatures());
        return run(capsule, List.of(), options);
    }

    /** Runs the entry of a capsule in JSON, which must be correct. */
    public static ReferenceResult runJson(byte[] content, ReferenceOptions options) {
        return run(CapsuleReader.readJson(content, signatures()), List.of(), options);
    }

    /**
     * Runs the entry of a capsule.
     *
     * @param linked capsules that ran before it in the same context, the latest first
     */
    static ReferenceResult run(Capsule capsule, List<Capsule> linked, ReferenceOptions options) {
        ReferenceInterpreter interpreter = new ReferenceInterpreter(capsule, linked, options);
        return ScopedValue.where(GaveUp.ROOM, interpreter.memory.room()).call(interpreter::run);
    }

    private ReferenceResult run() {
        Task main = scheduler.main();
        try {
            List<Object> nulls = new ArrayList<>();
            capsule.entry().params().forEach(param -> nulls.add(Nil.NIL));
            enter(main, Calls.frame(capsule, capsule.entry(), main, List.of(), nulls));
            Object result = execute();
            return result(
                    ReferenceResult.Ending.ENDED,
                    Values.typeName(result),
                    Values.text(result),
                    null);
        } catch (Machine.Exit exit) {
            exitStatus = exit.status;
            return result(ReferenceResult.Ending.ENDED, null, null, null);
        } catch (GuestFailure failure) {
            failure.happenedAt(Exceptions.trace(scheduler.current()));
            return result(ReferenceResult.Ending.FAILED, null, failure.text(), failure);
        } catch (GaveUp tooMuch) {
            GuestFailure failure = limitBelow(tooMuch);
            if (failure == null) {
                return result(ReferenceResult.Ending.GAVE_UP, null, tooMuch.getMessage(), null);
            }
            failure.happenedAt(Exceptions.trace(scheduler.current()));
            return result(ReferenceResult.Ending.FAILED, null, failure.text(), failure);
        }
    }

    /** What the guest fails with before this interpreter has enough of it; null if that is open. */
    private GuestFailure limitBelow(GaveUp tooMuch) {
        if (memory.isBeyond(tooMuch)) {
            return memory.exceeded();
        }
        return tooMuch.reason() == GaveUp.Reason.TIME && maxTime >= 0 ? timeout() : null;
    }

    /** There is no clock here: what takes longer than our patience takes longer than any limit. */
    private GuestFailure timeout() {
        return new GuestFailure(ErrorKind.Timeout, "timeout exceeded (" + maxTime + " ms)");
    }

    private ReferenceResult result(
            ReferenceResult.Ending ending, String type, String text, GuestFailure failure) {
        boolean ended = ending == ReferenceResult.Ending.ENDED;
        return new ReferenceResult(
                ending,
                exitStatus,
                host.stdout(),
                host.stderr(),
                type,
                ended ? text : null,
                failure == null ? null : failure.kind(),
                ended ? null : text,
                failure == null ? List.of() : failure.trace(),
                steps,
                executed,
                lines.counts());
    }

    /** Runs until the main task has ended. */
    private Object execute() {
        while (!scheduler.main().ended) {
            Task task = scheduler.current();
            try {
                turn(task);
            } catch (GuestFailure failure) {
                exceptions.unwind(task, failure);
                if (task.frames.isEmpty()) {
                    if (task == scheduler.main()) {
                        throw failure;
                    }
                    task.end(null, failure);
                    scheduler.next();
                }
            }
        }
        return scheduler.main().result;
    }

    /** Executes one instruction, or leaves a function at the end of its body. */
    private void turn(Task task) {
        if (task.awaited != null) {
            resume(task);
            return;
        }
        Frame frame = task.frame();
        frame.current = frame.next;
        List<Step> code = frame.routine.code();
        if (frame.next == code.size()) {
            leave(task, frame.capsule.flat());
            return;
        }
        Step step = code.get(frame.next++);
        count();
        executed.add(step.opcode());
        lines.note(frame, code, frame.current);
        if (!Operations.execute(step, frame, task)) {
            control(step, frame, task);
        }
        memory.charge(step.opcode(), frame);
        checkStack(task);
    }

    private void count() {
        if (maxSteps >= 0 && steps >= maxSteps) {
            throw new GuestFailure(
                    ErrorKind.StepQuota, "instruction quota exceeded (" + maxSteps + ")");
        }
        if (maxTime == 0) {
            throw timeout();
        }
        if (maxSteps < 0 && steps >= options.patience()) {
            throw GaveUp.tooLong("more than " + options.patience() + " instructions");
        }
        steps++;
    }

    private void checkStack(Task task) {
        if (maxStack >= 0 && !task.frames.isEmpty()) {
            long operands =
                    capsule.flat()
                            ? task.shared.size()
                            : task.frames.stream().mapToLong(Frame::height).sum();
            if (operands > maxStack) {
                throw new GuestFailure(
                        ErrorKind.StackQuota, "stack quota exceeded (" + maxStack + ")");
            }
        }
    }

    private void enter(Task task, Frame frame) {
        if (maxCallDepth >= 0 && task.frames.size() >= maxCallDepth) {
            throw new GuestFailure(
                    ErrorKind.CallDepthQuota, "call depth quota exceeded (" + maxCallDepth + ")");
        }
        if (maxCallDepth < 0 && task.frames.size() >= DEPTH_FOR_ALL) {
            throw new GaveUp("more than " + DEPTH_FOR_ALL + " frames");
        }
        task.frames.add(frame);
    }

    /** Leaves a function with its top value; all functions if the task is to end. */
    private void leave(Task task, boolean wholeTask) {
        Frame frame = task.frame();
        Object value = frame.topOrNull();
        if (wholeTask || task.frames.size() == 1) {
            task.end(value, null);
            scheduler.next();
            return;
        }
        task.frames.removeLast();
        if (!frame.capsule.flat()) {
            task.frame().push(value);
        }
    }

    private void control(Step step, Frame frame, Task task) {
        CrushOpcode op = step.opcode();
        switch (op) {
            case STORE -> frame.variables.put(step.value(), frame.pop());
            case LOAD -> {
                Object value = frame.variables.get(step.value());
                if (value == null) {
                    throw GuestFailure.uninitialized(step.value());
                }
                frame.push(value);
            }
            case EXPORT_VAR -> frame.capsule.exports().put(step.name(), frame.pop());
            case IMPORT_VAR -> frame.push(imported(frame.capsule, step.name()));

            case JMP, BREAK, CONTINUE -> frame.next = step.number();
            case JMP_IF, JMP_IF_NOT -> {
                if (Values.truth(frame.pop()) == (op == CrushOpcode.JMP_IF)) {
                    frame.next = step.number();
                }
            }
            case RET -> leave(task, false);
            case HALT -> leave(task, true);

            case ENTER_TRY -> frame.handlers.push(new Frame.Handler(step.number(), frame.height()));
            case EXIT_TRY -> frame.handlers.poll();
            case THROW -> throw exceptions.thrown(frame.pop(), frame);

            case CALL -> call(step, frame, task);
            case PUSH_FN, PUSH_CLOSURE -> frame.push(Calls.value(step, frame));
            case CALL_VALUE -> {
                List<Object> arguments = frame.pop(step.number());
                FunctionValue callee = Calls.called(frame.pop(), frame.capsule);
                enter(task, Calls.frame(callee, task, arguments));
            }

            case SPAWN -> {
                FunctionValue callee = Calls.spawned(step, frame);
                List<Object> arguments = frame.pop(step.number());
                Calls.checkArity(callee, arguments.size());
                Task spawned = scheduler.spawn();
                spawned.frames.add(Calls.spawnedFrame(callee, spawned, arguments));
                frame.push(spawned);
            }
            case YIELD -> scheduler.next();
            case AWAIT -> await(frame, task);
            default -> HostRequests.execute(step, frame, host);
        }
    }

    private Object imported(Capsule importer, String name) {
        Object own = importer.exports().get(name);
        if (own != null) {
            return own;
        }
        for (Capsule other : linked) {
            Object value = other.exports().get(name);
            if (value != null) {
                return value;
            }
        }
        throw GuestFailure.uninitialized(name);
    }

    private void call(Step step, Frame frame, Task task) {
        FunctionValue callee = Calls.callee(step, frame);
        if (callee != null) {
            int count = step.number() < 0 ? Calls.arity(callee) : step.number();
            enter(task, Calls.frame(callee, task, frame.pop(count)));
            return;
        }
        List<Object> arguments = frame.pop(Math.max(0, step.number()));
        if (step.number() < 0 || !host.isRequested(step.name())) {
            throw new GuestFailure(
                    ErrorKind.UnknownFunction, "call to unknown function: " + step.name());
        }
        Object result = HostRequests.call(step.name(), arguments, host);
        boolean isVariable = frame.routine.variables().contains(step.name());
        if (step.special() || isVariable) {
            frame.push(result);
        }
    }

    private void await(Frame frame, Task task) {
        if (frame.peek(0) instanceof Task awaited) {
            frame.pop();
            task.awaited = awaited;
            if (!awaited.ended) {
                scheduler.next();
            }
        }
    }

    /** Ends an {@code await} when what it waited for has ended. */
    private static void resume(Task task) {
        Task awaited = task.awaited;
        task.awaited = null;
        if (awaited.failure != null) {
            throw awaited.failure;
        }
        task.frame().push(awaited.result);
    }
}
