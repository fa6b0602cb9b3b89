package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.bytecode.BytecodeNode;
import com.oracle.truffle.api.bytecode.ConstantOperand;
import com.oracle.truffle.api.bytecode.OperationProxy;
import com.oracle.truffle.api.bytecode.Variadic;
import com.oracle.truffle.api.dsl.Bind;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.GenerateInline;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.DirectCallNode;
import com.oracle.truffle.api.nodes.IndirectCallNode;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.Registers;
import org.trufflecasm.runtime.ResultMarker;

/**
 * {@code f a1 … → result}: calls a value, or what a variable holds (specification §3.7). A site
 * remembers the first few functions it has called.
 */
@OperationProxy.Proxyable
@GenerateInline(false)
@ConstantOperand(type = ValueCallSite.class, name = "site")
public abstract class CallValueNode extends Node {
    /** How many functions a site remembers. */
    static final int REMEMBERED = 3;

    /** Runs the operation outside of bytecode. */
    public abstract Object execute(
            VirtualFrame frame, ValueCallSite site, Object value, Object[] arguments);

    static CoreRootNode root(Node node) {
        return (CoreRootNode) node.getRootNode();
    }

    static Callee calleeOf(ValueCallSite site, Object value, Node node) {
        return Callee.of(site, value, root(node).function().program(), node);
    }

    static DirectCallNode directCall(Callee callee, Node node) {
        return DirectCallNode.create(callee.site().function().targetFor(root(node)));
    }

    @Specialization(
            guards = {"callee != null", "callee.matches(value)"},
            limit = "REMEMBERED")
    static Object doKnown(
            VirtualFrame frame,
            @SuppressWarnings("unused") ValueCallSite site,
            Object value,
            @Variadic Object[] arguments,
            @Bind Node location,
            @Cached("calleeOf(site, value, location)") Callee callee,
            @Cached("directCall(callee, location)") DirectCallNode call) {
        root(location).leaveDepth(BytecodeNode.get(location), frame);
        Registers registers = root(location).registers();
        Object[] all = callee.arguments(value, arguments);
        return ResultMarker.unwrap(
                CallProtocol.call(callee.site(), all, registers, call, location), registers);
    }

    @Specialization(replaces = "doKnown")
    static Object doAny(
            VirtualFrame frame,
            ValueCallSite site,
            Object value,
            @Variadic Object[] arguments,
            @Bind Node location,
            @Cached IndirectCallNode call) {
        Callee callee = calleeOf(site, value, location);
        if (callee == null) {
            return callOther(site, value, arguments, location);
        }
        root(location).leaveDepth(BytecodeNode.get(location), frame);
        Registers registers = root(location).registers();
        Object[] all = argumentsOf(callee, value, arguments);
        return ResultMarker.unwrap(
                CallProtocol.callAny(callee.site(), all, registers, call, location), registers);
    }

    @TruffleBoundary
    private static Object[] argumentsOf(Callee callee, Object value, Object[] arguments) {
        return callee.arguments(value, arguments);
    }

    /** Calls the capability that has the variable's name, or fails. */
    @TruffleBoundary(transferToInterpreterOnException = false)
    private static Object callOther(
            ValueCallSite site, Object value, Object[] arguments, Node location) {
        if (site.variable() == null) {
            throw GuestException.typeError(
                    "function", root(location).semantics().typeName(value), location);
        }
        if (!site.mayBeCapability()) {
            throw new GuestException(
                    ErrorKind.UnknownFunction,
                    "call to unknown function: " + site.variable(),
                    location);
        }
        HostFunction capability =
                root(location)
                        .state()
                        .capabilities()
                        .resolve(site.variable(), site.argumentCount(), location);
        return HostCalls.callAt(
                capability, root(location), arguments, location, site.instruction());
    }
}
