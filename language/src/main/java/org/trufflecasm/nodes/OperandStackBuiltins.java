package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.core.Limits;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.limits.RunLimits;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.HandlerStack;
import org.trufflecasm.runtime.OperandStack;

/**
 * What functions do whose operands lie on an {@link OperandStack}, since its height or the handlers
 * in force are known only at run time. The stack is the first operand of each, the value to push or
 * the failure the second.
 */
public final class OperandStackBuiltins {
    /** Makes the stack of a function that has one of its own. */
    public static final Builtin NEW_STACK = (v, s, at) -> newStack(root(at));

    /** The stack of the task, for functions that share one. */
    public static final Builtin TASK_STACK = (v, s, at) -> root(at).registers().taskStack;

    /** Pushes a value. */
    public static final Builtin PUSH =
            (v, s, at) -> {
                OperandStack stack = (OperandStack) v[0];
                if (stack.isFull()) {
                    throw full(root(at), at);
                }
                push(stack, v[1]);
                return CasmNull.INSTANCE;
            };

    /** The top value, or null. */
    public static final Builtin TOP = (v, s, at) -> topOrNull((OperandStack) v[0]);

    /** Makes the list of the handlers in force. */
    public static final Builtin NEW_HANDLERS = (v, s, at) -> new HandlerStack();

    /** Takes the newest handler out of force. */
    public static final Builtin EXIT_HANDLER =
            (v, s, at) -> {
                ((HandlerStack) v[0]).exit();
                return CasmNull.INSTANCE;
            };

    /**
     * Gives a failure to the newest handler: cuts the stack, pushes what the handler receives, and
     * tells where to go on. Takes the stack, the handlers and the failure.
     */
    public static final Builtin CAUGHT =
            (v, s, at) -> caught((OperandStack) v[0], (HandlerStack) v[1], v[2], root(at));

    /** Says how many operands there are below a call's own, for the limit on all of them. */
    public static final Builtin COUNT_OPERANDS =
            (v, s, at) -> {
                OperandStack stack = (OperandStack) v[0];
                root(at).registers().operands = (Long) v[1] + stack.size();
                return CasmNull.INSTANCE;
            };

    /** How many operands the callers hold. */
    public static final Builtin OPERANDS_BELOW = (v, s, at) -> root(at).registers().operands;

    private OperandStackBuiltins() {}

    private static CoreRootNode root(Node location) {
        return (CoreRootNode) location.getRootNode();
    }

    /** Fails unless there are so many operands. */
    public static Builtin require(int number) {
        return (v, s, at) -> {
            if (((OperandStack) v[0]).size() < number) {
                throw new GuestException(ErrorKind.StackUnderflow, "operand stack underflow", at);
            }
            return CasmNull.INSTANCE;
        };
    }

    /** The operand at a depth below the top. */
    public static Builtin peek(int depth) {
        return (v, s, at) -> ((OperandStack) v[0]).peek(depth);
    }

    /** The top; takes so many operands. */
    public static Builtin take(int number) {
        return (v, s, at) -> take((OperandStack) v[0], number);
    }

    /** Moves the operand at a depth to the top. */
    public static Builtin roll(int depth) {
        return (v, s, at) -> {
            roll((OperandStack) v[0], depth);
            return CasmNull.INSTANCE;
        };
    }

    /** Forgets all operands but so many. */
    public static Builtin keep(long number) {
        return (v, s, at) -> {
            keep((OperandStack) v[0], number);
            return CasmNull.INSTANCE;
        };
    }

    /** Puts a handler into force. Takes the stack and the handlers. */
    public static Builtin enterHandler(int target) {
        return (v, s, at) -> {
            HandlerStack handlers = (HandlerStack) v[1];
            if (handlers.size() >= Limits.MAX_STACK) {
                throw full(root(at), at);
            }
            enter(handlers, target, ((OperandStack) v[0]).height());
            return CasmNull.INSTANCE;
        };
    }

    @TruffleBoundary
    private static void push(OperandStack stack, Object value) {
        stack.push(value);
    }

    @TruffleBoundary
    private static Object take(OperandStack stack, int number) {
        return stack.take(number);
    }

    @TruffleBoundary
    private static void roll(OperandStack stack, int depth) {
        stack.roll(depth);
    }

    @TruffleBoundary
    private static void keep(OperandStack stack, long number) {
        stack.keep(number);
    }

    @TruffleBoundary
    private static void enter(HandlerStack handlers, int target, long height) {
        handlers.enter(target, height);
    }

    /** The top value, or null. */
    static Object topOrNull(OperandStack stack) {
        Object top = stack.top();
        return top == null ? CasmNull.INSTANCE : top;
    }

    private static OperandStack newStack(CoreRootNode root) {
        RunLimits limits = root.limits();
        long capacity = Limits.MAX_STACK;
        if (limits.maxStack() != RunLimits.UNLIMITED) {
            capacity = Math.min(capacity, limits.maxStack() - root.registers().operands);
        }
        return new OperandStack(capacity);
    }

    /** The stack of a task whose functions share one. */
    static OperandStack newTaskStack(RunLimits limits) {
        return new OperandStack(Math.min(limits.maxStack(), Limits.MAX_STACK));
    }

    @TruffleBoundary
    private static GuestException full(CoreRootNode root, Node location) {
        return CallProtocol.stackQuota(root.limits(), location);
    }

    @TruffleBoundary
    private static Object caught(
            OperandStack stack, HandlerStack handlers, Object failure, CoreRootNode root) {
        if (handlers.size() == 0) {
            throw Throwing.passOn(failure);
        }
        Object received = Throwing.caught(failure, root);
        stack.cut(handlers.height());
        if (stack.isFull()) {
            throw full(root, null);
        }
        stack.push(received);
        long target = handlers.target();
        handlers.exit();
        return target;
    }
}
