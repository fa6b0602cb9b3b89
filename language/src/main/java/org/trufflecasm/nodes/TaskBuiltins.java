package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.bytecode.ContinuationResult;
import com.oracle.truffle.api.nodes.Node;
import java.util.Arrays;
import java.util.Collections;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.limits.RunLimits;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.CasmTask;
import org.trufflecasm.runtime.OperandStack;
import org.trufflecasm.runtime.Registers;
import org.trufflecasm.runtime.ResultMarker;

/**
 * What tasks do (specification §3.9). A function that gives way returns a {@link
 * ContinuationResult}; its callers see that and give way as well, up to the queue of tasks, which
 * later goes back the same way down.
 */
public final class TaskBuiltins {
    /** Puts the running task at the end of the queue; the code then gives way. */
    public static final Builtin YIELD =
            (v, s, at) -> {
                root(at).registers().tasks.yieldCurrent();
                return CasmNull.INSTANCE;
            };

    /** Whether a value is a task that has not ended: if so the code gives way until it has. */
    public static final Builtin MUST_WAIT =
            (v, s, at) -> v[0] instanceof CasmTask task && mustWait(task, root(at).registers());

    /** What awaiting a value gives: the result of the task, or the value itself. */
    public static final Builtin AWAITED =
            (v, s, at) -> v[0] instanceof CasmTask task ? awaited(task, at) : v[0];

    /** Whether what a call gave says that the callee has given way. */
    public static final Builtin HAS_GIVEN_WAY = (v, s, at) -> v[0] instanceof ContinuationResult;

    private TaskBuiltins() {}

    private static CoreRootNode root(Node location) {
        return (CoreRootNode) location.getRootNode();
    }

    /**
     * Lets a callee go on that has given way.
     *
     * @param operandsBelow how many operands of the caller's stack stay there during the call
     */
    public static Builtin resume(int operandsBelow) {
        return (v, s, at) -> resume((ContinuationResult) v[0], operandsBelow, root(at));
    }

    @TruffleBoundary(transferToInterpreterOnException = false)
    private static Object resume(ContinuationResult rest, int operandsBelow, CoreRootNode caller) {
        Registers registers = caller.registers();
        long operands = registers.operands;
        registers.operands = operands + operandsBelow;
        try {
            return ResultMarker.unwrap(rest.continueWith(CasmNull.INSTANCE), registers);
        } finally {
            registers.operands = operands;
        }
    }

    /** Starts a task with a function of the program. */
    public static Builtin spawn(GuestFunction function) {
        return (v, s, at) -> spawn(function, v, root(at), at);
    }

    /**
     * Starts a task. The first argument pushed becomes the first parameter; where the function
     * stores its parameters itself, it finds the first one on top.
     */
    @TruffleBoundary
    static CasmTask spawn(
            GuestFunction function, Object[] pushed, CoreRootNode caller, Node location) {
        Object[] arguments = pushed.clone();
        if (function.storesParameters()) {
            for (int i = 0; i < pushed.length; i++) {
                arguments[i] = pushed[pushed.length - 1 - i];
            }
        }
        return start(function, arguments, caller, location);
    }

    private static CasmTask start(
            GuestFunction function, Object[] arguments, CoreRootNode caller, Node location) {
        RunLimits limits = caller.limits();
        if (function.maxOperands() > limits.maxStack()) {
            throw CallProtocol.stackQuota(limits, location);
        }
        if (!function.isSettled()) {
            function.settleKinds(arguments);
        }
        caller.arena().charge(Arena.TASK, location);
        return caller.registers().tasks.spawn(codeOf(function, caller), arguments, null);
    }

    /** Starts a task with the function that the last operand is or names. */
    public static final Builtin SPAWN_VALUE = (v, s, at) -> spawnValue(v, root(at), at);

    @TruffleBoundary
    private static CasmTask spawnValue(Object[] operands, CoreRootNode caller, Node location) {
        int count = operands.length - 1;
        Object value = operands[count];
        LinkedProgram program = caller.function().program();
        if (value instanceof CasmString name) {
            GuestFunction named = program.functionNamed(name.toString());
            if (named != null && named.function().sharesOperandStack()) {
                return spawnWithStack(named, operands, count, caller);
            }
        }
        ValueCallSite site = new ValueCallSite(null, false, count, 0, -1);
        Callee callee = Callee.of(site, value, program, location);
        if (callee == null) {
            if (value instanceof CasmString name) {
                throw new GuestException(
                        ErrorKind.UnknownFunction, "call to unknown function: " + name, location);
            }
            throw GuestException.typeError(
                    "function", program.semantics().typeName(value), location);
        }
        GuestFunction function = callee.site().function();
        Object[] arguments = Arrays.copyOf(operands, count);
        if (function.storesParameters()) {
            Collections.reverse(Arrays.asList(arguments));
        }
        return start(function, callee.arguments(value, arguments), caller, location);
    }

    /** The task's functions share a stack, on which its arguments lie. */
    private static CasmTask spawnWithStack(
            GuestFunction function, Object[] operands, int count, CoreRootNode caller) {
        OperandStack operandStack = OperandStackBuiltins.newTaskStack(caller.limits());
        for (int i = 0; i < count; i++) {
            operandStack.push(operands[i]);
        }
        return caller.registers()
                .tasks
                .spawn(codeOf(function, caller), new Object[0], operandStack);
    }

    private static CasmTask.Code codeOf(GuestFunction function, CoreRootNode caller) {
        Registers registers = caller.registers();
        return arguments -> {
            Metering.payForEntry(registers, function);
            return function.target().call(arguments);
        };
    }

    @TruffleBoundary
    private static boolean mustWait(CasmTask task, Registers registers) {
        if (task.hasEnded()) {
            return false;
        }
        registers.tasks.waitFor(task);
        return true;
    }

    @TruffleBoundary(transferToInterpreterOnException = false)
    private static Object awaited(CasmTask task, Node location) {
        if (task.result() != null) {
            return task.result();
        }
        if (task.failure() == null) {
            throw new GuestException(
                    ErrorKind.Deadlock, "deadlock: every task waits for another one", location);
        }
        throw Throwing.again(task.failure(), location);
    }
}
