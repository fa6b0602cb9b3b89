package org.trufflecasm.tck.reference.crab;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.tck.reference.ReferenceOptions;
import org.trufflecasm.tck.reference.ReferenceResult;

/**
 * Runs a module of the Crab virtual machine, one instruction after the other, as its specification
 * says. Calls are frames on a list. There are no natives but the three that every runtime has.
 */
public final class CrabReference {
    private static final int MAX_DEPTH = 8192;
    private static final int MAX_TEXT = 10_000_000;

    private final CrabCode code;
    private final ReferenceOptions options;
    private final StringBuilder out = new StringBuilder();
    private final Map<String, Object> globals = new HashMap<>();
    private final List<Frame> frames = new ArrayList<>();
    private long steps;

    private static final class Frame {
        final CrabCode.Routine routine;
        final ArrayDeque<Object> stack = new ArrayDeque<>();
        final Object[] locals;
        int current;
        int next;

        Frame(CrabCode.Routine routine) {
            this.routine = routine;
            this.locals = new Object[routine.locals()];
            Arrays.fill(locals, CrabCode.NIL);
        }
    }

    /** It takes too long, or too much. */
    private static final class GaveUp extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private CrabReference(CrabCode code, ReferenceOptions options) {
        this.code = code;
        this.options = options;
    }

    /**
     * Runs the entry of a module, which must be correct.
     *
     * @param content the file, not text
     */
    public static ReferenceResult run(byte[] content, ReferenceOptions options) {
        return new CrabReference(CrabCode.read(content), options).run();
    }

    private ReferenceResult run() {
        try {
            frames.add(new Frame(code.functions().get(code.entry())));
            Object result = null;
            while (result == null) {
                result = turn(frames.getLast());
            }
            return result(
                    ReferenceResult.Ending.ENDED,
                    CrabValues.kind(result),
                    CrabValues.text(result),
                    null);
        } catch (CrabValues.Failure failure) {
            return result(ReferenceResult.Ending.FAILED, null, failure.getMessage(), failure.kind);
        } catch (GaveUp tooMuch) {
            return result(ReferenceResult.Ending.GAVE_UP, null, "too much", null);
        }
    }

    private ReferenceResult result(
            ReferenceResult.Ending ending, String type, String text, ErrorKind kind) {
        boolean ended = ending == ReferenceResult.Ending.ENDED;
        return new ReferenceResult(
                ending,
                0,
                out.toString(),
                "",
                type,
                ended ? text : null,
                kind,
                ended ? null : text,
                kind == null ? List.of() : trace(),
                steps,
                Set.of(),
                Map.of());
    }

    private List<ReferenceResult.Frame> trace() {
        return frames.reversed().stream()
                .map(frame -> new ReferenceResult.Frame(frame.routine.name(), frame.current, null))
                .toList();
    }

    /**
     * Executes an instruction, or leaves a function at its end; the result of the entry or null.
     */
    private Object turn(Frame frame) {
        frame.current = frame.next;
        if (frame.next == frame.routine.code().size()) {
            return leave(frame);
        }
        CrabCode.Step step = frame.routine.code().get(frame.next++);
        count();
        return code.legacy() ? legacy(step, frame) : execute(step, frame);
    }

    private void count() {
        long limit = options.limits().getOrDefault("max_steps", 0L);
        if (limit > 0 && steps >= limit) {
            throw new CrabValues.Failure(
                    ErrorKind.StepQuota, "instruction quota exceeded (" + limit + ")");
        }
        if (limit == 0 && steps >= options.patience()) {
            throw new GaveUp();
        }
        steps++;
    }

    private Object leave(Frame frame) {
        Object value = CrabCode.NIL;
        if (frame.routine.results() == 1 && !frame.stack.isEmpty()) {
            value = frame.stack.pop();
        }
        if (frames.size() == 1) {
            return value;
        }
        frames.removeLast();
        if (frame.routine.results() == 1) {
            frames.getLast().stack.push(value);
        }
        return null;
    }

    private Object execute(CrabCode.Step step, Frame frame) {
        ArrayDeque<Object> stack = frame.stack;
        int operand = (int) step.operand();
        switch (step.opcode()) {
            case 0x01 -> stack.push(code.constants().get(operand));
            case 0x06 -> print(stack.pop());
            case 0x07 -> frame.next = operand;
            case 0x08 -> frame.next = CrabValues.truth(stack.pop()) ? operand : frame.next;
            case 0x09 -> call(code.functions().get(operand), frame);
            case 0x0A -> {
                return leave(frame);
            }
            case 0x40 -> stack.pop();
            case 0x41 -> stack.push(stack.peek());
            case 0x42 -> {
                Object right = stack.pop();
                Object left = stack.pop();
                stack.push(right);
                stack.push(left);
            }
            case 0x43 -> stack.push(frame.locals[operand]);
            case 0x44 -> frame.locals[operand] = stack.pop();
            case 0x45 -> stack.push(global(code.symbols().get(operand).name()));
            case 0x46 -> globals.put(code.symbols().get(operand).name(), stack.pop());
            case 0x4D -> stack.push(!CrabValues.truth(stack.pop()));
            case 0x4E -> stack.push(CrabValues.negate(stack.pop()));
            case 0x50 -> callNative(code.symbols().get(operand), stack);
            case 0x51 -> {}
            case 0x52 -> stack.push(CrabValues.text(stack.pop()));
            case 0x53 -> stack.push(CrabValues.kind(stack.pop()));
            default -> binary(step.opcode(), stack);
        }
        return null;
    }

    private static void binary(int opcode, ArrayDeque<Object> stack) {
        Object right = stack.pop();
        Object left = stack.pop();
        stack.push(
                switch (opcode) {
                    case 0x02 -> add(left, right);
                    case 0x47 -> CrabValues.equal(left, right);
                    case 0x48 -> !CrabValues.equal(left, right);
                    case 0x49, 0x4A, 0x4B, 0x4C -> CrabValues.ordered(opcode, left, right);
                    default -> CrabValues.calculate(opcode, left, right);
                });
    }

    private static Object add(Object left, Object right) {
        Object sum = CrabValues.add(left, right);
        if (sum instanceof String text && text.length() > MAX_TEXT) {
            throw new GaveUp();
        }
        return sum;
    }

    private void print(Object value) {
        out.append(CrabValues.text(value)).append('\n');
        if (out.length() > MAX_TEXT) {
            throw new GaveUp();
        }
    }

    private Object global(String name) {
        Object value = globals.get(name);
        if (value == null) {
            throw new CrabValues.Failure(
                    ErrorKind.UninitializedVariable, "Undefined variable: " + name);
        }
        return value;
    }

    private void call(CrabCode.Routine callee, Frame frame) {
        long asked = options.limits().getOrDefault("max_call_depth", 0L);
        long limit = asked == 0 ? MAX_DEPTH : asked;
        if (frames.size() >= limit) {
            throw new CrabValues.Failure(
                    ErrorKind.CallDepthQuota,
                    "StackOverflowError: call depth " + limit + " exceeded");
        }
        Frame called = new Frame(callee);
        Object[] arguments = new Object[callee.arity()];
        for (int i = arguments.length - 1; i >= 0; i--) {
            arguments[i] = frame.stack.pop();
        }
        for (Object argument : arguments) {
            called.stack.push(argument);
        }
        frames.add(called);
    }

    private static void callNative(CrabCode.Symbol symbol, ArrayDeque<Object> stack) {
        String name = symbol.name();
        if (!Set.of("abs", "sqrt", "len").contains(name)) {
            throw new CrabValues.Failure(ErrorKind.UnknownCapability, "Undefined native: " + name);
        }
        if (symbol.argument() != 0x1_0001) {
            throw new CrabValues.Failure(
                    ErrorKind.ArityMismatch,
                    "Native '" + name + "' takes 1 arguments and gives 1 results");
        }
        Object value = stack.pop();
        switch (name) {
            case "abs" -> {
                if (!(value instanceof Double number)) {
                    throw CrabValues.typeError("abs: expected number");
                }
                stack.push(Math.abs(number));
            }
            case "sqrt" ->
                    stack.push(value instanceof Double number ? Math.sqrt(number) : Double.NaN);
            default -> {
                if (!(value instanceof String text)) {
                    throw CrabValues.typeError("len: expected string");
                }
                stack.push((double) text.codePointCount(0, text.length()));
            }
        }
    }

    /** One instruction of a historic file, where all checks happen while running. */
    private Object legacy(CrabCode.Step step, Frame frame) {
        ArrayDeque<Object> stack = frame.stack;
        int needed =
                switch (step.opcode()) {
                    case 0x10, 0x11, 0x12, 0x13 -> 2;
                    case 0x03, 0x20 -> 1;
                    default -> 0;
                };
        if (stack.size() < needed) {
            throw new CrabValues.Failure(ErrorKind.StackUnderflow, "Stack underflow");
        }
        switch (step.opcode()) {
            case 0x01 -> {
                if (step.operand() >= code.constants().size()) {
                    throw new CrabValues.Failure(
                            ErrorKind.InvalidConstIndex,
                            "Invalid constant index: " + step.operand());
                }
                stack.push(code.constants().get((int) step.operand()));
            }
            case 0x02 -> stack.push(global(step.name()));
            case 0x03 -> globals.put(step.name(), stack.pop());
            case 0x20 -> print(stack.pop());
            case 0x30 -> stack.poll();
            case 0x31 -> {
                return leave(frame);
            }
            default -> binary(step.opcode() - 0x10 + 0x02, stack);
        }
        return null;
    }
}
