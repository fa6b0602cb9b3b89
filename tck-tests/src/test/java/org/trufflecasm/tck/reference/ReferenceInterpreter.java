package org.trufflecasm.tck.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;
import org.trufflecasm.core.Program;
import org.trufflecasm.error.ErrorKind;

/**
 * Runs a core program, one instruction after the other. Operand stacks are dynamic, so it needs no
 * analysis: operands that nobody takes just lie there. Guest calls are frames on a list, never
 * calls of Java.
 *
 * <p>It does not know {@code max_stack}: which operands count depends on an analysis that this
 * class is there to check.
 */
public final class ReferenceInterpreter {
    /** Frames that fit in every tier where no limit is set. */
    private static final int DEPTH_FOR_ALL = 10_000;

    private final Program program;
    private final Host host;
    private final long maxSteps;
    private final long maxCallDepth;
    private final long patience;

    private final List<Frame> frames = new ArrayList<>();
    private final Map<String, Object> exports = new HashMap<>();
    private long steps;

    private ReferenceInterpreter(Program program, ReferenceOptions options) {
        this.program = program;
        this.maxSteps = limit(options.maxSteps(), "max_steps");
        this.maxCallDepth = limit(options.maxCallDepth(), "max_call_depth");
        this.patience = options.patience();
        this.host = new Host(program.manifest(), options, limit(options.maxOutput(), "max_output"));
    }

    /** A manifest can lower a limit, never raise it. */
    private long limit(long ofHost, String name) {
        Long asked = program.manifest().limits().get(name);
        if (asked == null) {
            return ofHost;
        }
        return ofHost == 0 ? asked : Math.min(ofHost, asked);
    }

    /** Which capabilities give a value; to be given to whoever loads the capsule. */
    public static CapabilitySignatures signatures() {
        return Host.signatures();
    }

    /** Runs the entry of a program. */
    public static ReferenceResult run(Program program, ReferenceOptions options) {
        return new ReferenceInterpreter(program, options).run();
    }

    private ReferenceResult run() {
        try {
            Function entry = program.entryFunction();
            List<Object> nulls = new ArrayList<>();
            for (int i = 0; i < entry.argumentCount(); i++) {
                nulls.add(Nil.NIL);
            }
            frames.add(new Frame(entry, nulls));
            Object result = execute();
            return result(
                    ReferenceResult.Ending.ENDED,
                    Values.typeName(result),
                    Values.text(result),
                    null,
                    null);
        } catch (GuestFailure failure) {
            return result(
                    ReferenceResult.Ending.FAILED,
                    null,
                    null,
                    failure.kind(),
                    failure.getMessage());
        } catch (GaveUp tooMuch) {
            return result(ReferenceResult.Ending.GAVE_UP, null, null, null, tooMuch.getMessage());
        }
    }

    private ReferenceResult result(
            ReferenceResult.Ending ending,
            String type,
            String text,
            ErrorKind kind,
            String message) {
        return new ReferenceResult(
                ending,
                host.stdout(),
                host.stderr(),
                type,
                text,
                kind,
                message,
                kind == null ? List.of() : trace(),
                steps);
    }

    private List<ReferenceResult.Frame> trace() {
        List<ReferenceResult.Frame> trace = new ArrayList<>();
        for (Frame frame : frames.reversed()) {
            trace.add(
                    new ReferenceResult.Frame(
                            frame.function.name(),
                            frame.current,
                            frame.function.sourceMap().at(frame.current)));
        }
        return trace;
    }

    /** Runs until the entry has returned or the program has ended. */
    private Object execute() {
        while (true) {
            Frame frame = frames.getLast();
            frame.current = frame.next;
            Instruction instruction = frame.code.get(frame.next++);
            if (instruction.op() != Op.END) {
                count();
            }
            switch (instruction.op()) {
                case RET, END -> {
                    Object value = frame.topOrNull();
                    frames.removeLast();
                    if (frames.isEmpty()) {
                        return value;
                    }
                    frames.getLast().push(value);
                }
                case HALT_TASK -> {
                    return frame.topOrNull();
                }
                case CALL -> call(frame, instruction);
                default -> step(frame, instruction);
            }
        }
    }

    private void count() {
        if (maxSteps > 0 && steps >= maxSteps) {
            throw new GuestFailure(
                    ErrorKind.StepQuota, "instruction quota exceeded (" + maxSteps + ")");
        }
        if (maxSteps == 0 && steps >= patience) {
            throw new GaveUp("more than " + patience + " instructions");
        }
        steps++;
    }

    private void call(Frame caller, Instruction call) {
        Function callee = program.functions().get(call.a());
        if (call.b() != callee.argumentCount()) {
            throw GuestFailure.arity(callee.name(), callee.parameters().size(), call.b());
        }
        List<Object> arguments = caller.pop(call.b());
        if (maxCallDepth > 0 && frames.size() >= maxCallDepth) {
            throw new GuestFailure(
                    ErrorKind.CallDepthQuota, "call depth quota exceeded (" + maxCallDepth + ")");
        }
        if (maxCallDepth == 0 && frames.size() >= DEPTH_FOR_ALL) {
            throw new GaveUp("more than " + DEPTH_FOR_ALL + " frames");
        }
        frames.add(new Frame(callee, arguments));
    }

    private void step(Frame frame, Instruction instruction) {
        Op op = instruction.op();
        switch (op) {
            case NOP -> {}
            case PUSH_INT, PUSH_FLOAT, PUSH_STR, PUSH_BOOL -> frame.push(instruction.constant());
            case PUSH_NULL -> frame.push(Nil.NIL);
            case POP -> frame.pop();
            case DUP -> frame.push(frame.peek(0));
            case SWAP -> frame.push(frame.remove(1));
            case ROT -> frame.push(frame.remove(2));
            case PICK -> frame.push(frame.peek(instruction.a()));
            case ROLL -> frame.push(frame.remove(instruction.a()));

            case LOAD -> frame.push(load(frame, instruction.a()));
            case STORE -> frame.slots[instruction.a()] = frame.pop();
            case EXPORT_VAR -> exports.put(instruction.name(), frame.pop());
            case IMPORT_VAR -> frame.push(imported(instruction.name()));

            case ADD,
                    SUB,
                    MUL,
                    DIV,
                    MOD,
                    LT,
                    GT,
                    LE,
                    GE,
                    BIT_AND,
                    BIT_OR,
                    BIT_XOR,
                    SHL,
                    SHR,
                    MATH_POW -> {
                Object right = frame.pop();
                frame.push(Arithmetic.binary(op, frame.pop(), right));
            }
            case NEG, BIT_NOT, MATH_SQRT, MATH_ABS, MATH_ROUND, MATH_FLOOR, MATH_CEIL ->
                    frame.push(Arithmetic.unary(op, frame.pop()));
            case EQ -> frame.push(Values.equal(frame.pop(), frame.pop()));
            case NE -> frame.push(!Values.equal(frame.pop(), frame.pop()));
            case AND, OR -> {
                boolean right = Values.truth(frame.pop());
                boolean left = Values.truth(frame.pop());
                frame.push(op == Op.AND ? left && right : left || right);
            }
            case NOT -> frame.push(!Values.truth(frame.pop()));
            case VEC_ADD, VEC_DOT, MAT_MUL -> {
                Object right = frame.pop();
                Object left = frame.pop();
                frame.push(
                        switch (op) {
                            case VEC_ADD -> Vectors.add(left, right);
                            case VEC_DOT -> Vectors.dot(left, right);
                            default -> Vectors.multiply(left, right);
                        });
            }

            case JMP -> frame.next = instruction.a();
            case JMP_IF -> {
                if (Values.truth(frame.pop())) {
                    frame.next = instruction.a();
                }
            }
            case JMP_IF_NOT -> {
                if (!Values.truth(frame.pop())) {
                    frame.next = instruction.a();
                }
            }
            case CALL_UNKNOWN -> {
                frame.pop(instruction.b());
                throw new GuestFailure(
                        ErrorKind.UnknownFunction,
                        "call to unknown function: " + instruction.name());
            }
            case CAP_CALL -> {
                Object result = host.call(instruction.name(), frame.pop(instruction.a()));
                if (instruction.b() > 0) {
                    frame.push(result);
                }
            }

            case NEW_ARRAY, NEW_TUPLE, NEW_LIST, NEW_VECTOR, NEW_SET ->
                    frame.push(Containers.make(op, frame.pop(instruction.a())));
            case NEW_OBJ, NEW_STRUCT -> frame.push(new Dictionary());
            case MAKE_MAP -> frame.push(Containers.makeMap(frame.pop(2 * instruction.a())));
            case MAKE_RANGE -> {
                Object end = frame.pop();
                frame.push(Containers.range(frame.pop(), end));
            }
            case ARR_GET -> {
                Object index = frame.pop();
                frame.push(Containers.get(frame.pop(), index));
            }
            case ARR_SET -> {
                Object value = frame.pop();
                Object index = frame.pop();
                Containers.set(frame.peek(0), index, value);
            }
            case ARR_LEN -> frame.push(Containers.length(frame.pop()));
            case ARR_POP -> frame.push(Containers.pop(frame.peek(0)));
            case ARR_POP_VALUE -> frame.push(Containers.pop(frame.pop()));
            case ARR_PUSH, TUPLE_PUSH, LIST_PUSH, VECTOR_PUSH, SET_PUSH -> {
                Object value = frame.pop();
                frame.push(Containers.push(op, frame.pop(), value));
            }
            case TUPLE_APPEND, LIST_APPEND, VECTOR_APPEND, SET_APPEND -> {
                Object value = frame.pop();
                Containers.append(op, frame.pop(), value);
            }
            case SET_FIELD -> {
                Object value = frame.pop();
                Containers.expectMap(frame.peek(0)).put(instruction.name(), value);
            }
            case GET_FIELD -> frame.push(Containers.expectMap(frame.pop()).get(instruction.name()));
            case TYPE_OF -> frame.push(Values.typeName(frame.pop()));
            case CAST -> frame.push(Casts.cast(instruction.name(), frame.pop()));

            case STR_CONTAINS, STR_STARTS_WITH, STR_ENDS_WITH, STR_SPLIT -> {
                String part = Values.text(frame.pop());
                String text = Values.text(frame.pop());
                frame.push(
                        switch (op) {
                            case STR_CONTAINS -> text.contains(part);
                            case STR_STARTS_WITH -> text.startsWith(part);
                            case STR_ENDS_WITH -> text.endsWith(part);
                            default -> Strings.split(text, part);
                        });
            }
            case STR_REPLACE -> {
                String replacement = Values.text(frame.pop());
                String old = Values.text(frame.pop());
                frame.push(Strings.replace(Values.text(frame.pop()), old, replacement));
            }
            case STR_JOIN -> {
                String delimiter = Values.text(frame.pop());
                frame.push(Strings.join(frame.pop(), delimiter));
            }
            case STR_TO_UPPER -> frame.push(Strings.upper(Values.text(frame.pop())));
            case STR_TO_LOWER -> frame.push(Strings.lower(Values.text(frame.pop())));
            case STR_TRIM -> frame.push(Strings.trim(Values.text(frame.pop())));

            case CALL, RET, HALT_TASK, END -> throw new AssertionError(op + " changes frames");
        }
    }

    private static Object load(Frame frame, int slot) {
        Object value = frame.slots[slot];
        if (value == null) {
            throw GuestFailure.uninitialized(frame.function.slots().get(slot));
        }
        return value;
    }

    private Object imported(String name) {
        Object value = exports.get(name);
        if (value == null) {
            throw GuestFailure.uninitialized(name);
        }
        return value;
    }
}
