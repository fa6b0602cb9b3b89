package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.IndirectCallNode;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.core.Function;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.CasmFunction;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.OperandStack;
import org.trufflecasm.runtime.Registers;
import org.trufflecasm.runtime.ResultMarker;

/**
 * A call of a variable that does not say how many arguments it passes: as many as the function has
 * parameters that have not been captured, which is known only when it is called.
 */
public final class DefaultCall {
    private DefaultCall() {}

    /** Takes the operand stack and what the variable holds. */
    public static Builtin of(String variable) {
        return (v, s, at) -> call(variable, (OperandStack) v[0], v[1], at);
    }

    @TruffleBoundary(transferToInterpreterOnException = false)
    private static Object call(String variable, OperandStack stack, Object value, Node location) {
        CoreRootNode root = (CoreRootNode) location.getRootNode();
        LinkedProgram program = root.function().program();
        int count = argumentCount(value, program);
        if (stack.size() < count) {
            throw new GuestException(ErrorKind.StackUnderflow, "operand stack underflow", location);
        }
        Callee callee =
                Callee.of(
                        new ValueCallSite(variable, false, count, 0, -1), value, program, location);
        if (callee == null) {
            throw new GuestException(
                    ErrorKind.UnknownFunction, "call to unknown function: " + variable, location);
        }
        Object[] arguments = new Object[count];
        for (int i = count - 1; i >= 0; i--) {
            arguments[i] = stack.take(1);
        }
        Registers registers = root.registers();
        Object returned =
                CallProtocol.callAny(
                        callee.site(),
                        callee.arguments(value, arguments),
                        registers,
                        IndirectCallNode.getUncached(),
                        location);
        return ResultMarker.unwrap(returned, registers);
    }

    /** How many arguments a value takes; 0 if it is no function. */
    private static int argumentCount(Object value, LinkedProgram program) {
        return switch (value) {
            case CasmFunction function -> {
                Function code = ((GuestFunction) function.code()).function();
                yield Math.max(0, code.parameters().size() - function.captureCount());
            }
            case CasmString name -> {
                GuestFunction named = program.functionNamed(name.toString());
                yield named == null ? 0 : named.function().parameters().size();
            }
            default -> 0;
        };
    }
}
