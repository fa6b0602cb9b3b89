package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.HostCompilerDirectives.InliningCutoff;
import com.oracle.truffle.api.dsl.Bind;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.GenerateInline;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.library.CachedLibrary;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.profiles.InlinedBranchProfile;
import org.trufflecasm.capability.CapabilityContext;
import org.trufflecasm.capability.ForeignFunction;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.capability.QuickCalls;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.CasmNull;

/**
 * Calls a function of another language with scalars and texts, so that its code can become part of
 * the capsule's. Everything else, such as arguments that must be borrowed, is for {@link
 * HostCalls}.
 */
@GenerateInline(false)
abstract class ForeignCallNode extends Node {

    /**
     * The result of a call.
     *
     * @param function what is called; a constant of the code
     * @param arguments values for which {@link #isPlain} holds
     */
    abstract Object execute(
            ForeignFunction function, CapabilityContext context, Object[] arguments);

    static ForeignCallNode create() {
        return ForeignCallNodeGen.create();
    }

    /**
     * A function that a site may call in this way, as long as its arguments allow it.
     *
     * @return null if it may not
     */
    static ForeignFunction plain(HostFunction called, CapabilitySite site, CoreRootNode root) {
        return called instanceof ForeignFunction function && takes(site, root, function)
                ? function
                : null;
    }

    private static boolean takes(CapabilitySite site, CoreRootNode root, ForeignFunction function) {
        return !site.isNative()
                && root.fuel() == null
                && root.depth() == null
                && !root.function().program().limits().countsMemory()
                && !root.capabilities().deadline().isSet()
                && function.isQuick(root.capabilities());
    }

    /** Whether no argument is a reference. */
    @ExplodeLoop
    static boolean isPlain(CapabilitySite site, Object[] arguments) {
        for (int i = 0; i < site.argumentCount(); i++) {
            if (!ForeignFunction.isPlain(arguments[i])) {
                return false;
            }
        }
        return true;
    }

    @Specialization(limit = "1")
    static Object doCall(
            ForeignFunction function,
            CapabilityContext context,
            Object[] arguments,
            @Bind Node node,
            @CachedLibrary("function.executable()") InteropLibrary library,
            @Cached InlinedBranchProfile failing) {
        QuickCalls calls = context.quickCalls();
        boolean outermost = calls.begin();
        Object result;
        try {
            result = library.execute(function.executable(), arguments);
        } catch (Throwable thrown) {
            failing.enter(node);
            throw failed(function, context, thrown, node);
        } finally {
            calls.end(outermost);
        }
        if (calls.hasFatal()) {
            CompilerDirectives.transferToInterpreter();
            throw calls.takeFatal();
        }
        return toGuest(function, context, result, node);
    }

    private static Object toGuest(
            ForeignFunction function, CapabilityContext context, Object result, Node node) {
        if (!function.returnsValue()) {
            return CasmNull.INSTANCE;
        }
        if (result instanceof Integer number) {
            return (long) number;
        }
        if (result instanceof Long || result instanceof Boolean) {
            return result;
        }
        if (result instanceof Double number) {
            double value = number;
            if (function.hasOneKindOfNumber() && ForeignFunction.isWhole(value)) {
                return (long) value;
            }
            return value;
        }
        return copied(function, context, result, node);
    }

    @InliningCutoff
    @TruffleBoundary(transferToInterpreterOnException = false)
    private static Object copied(
            ForeignFunction function, CapabilityContext context, Object result, Node node) {
        try {
            return function.resultOf(context, result);
        } catch (GuestException failure) {
            throw HostCalls.place(failure, node);
        }
    }

    @InliningCutoff
    @TruffleBoundary(transferToInterpreterOnException = false)
    private static RuntimeException failed(
            ForeignFunction function, CapabilityContext context, Throwable thrown, Node node) {
        GuestException fatal = context.quickCalls().takeFatal();
        if (fatal != null) {
            throw fatal;
        }
        try {
            throw function.failure(context, thrown);
        } catch (GuestException failure) {
            throw HostCalls.place(failure, node);
        }
    }
}
