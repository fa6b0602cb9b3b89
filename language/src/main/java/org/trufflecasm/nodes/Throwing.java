package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.bytecode.BytecodeNode;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.error.FrameLog;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.error.TraceFrame;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.Registers;

/** How values and failures travel to handlers, and the trace that they leave. */
final class Throwing {
    private Throwing() {}

    /** A frame that a failure has left; where in it is looked up when somebody asks. */
    private record Left(CoreRootNode root, BytecodeNode bytecode, int bytecodeIndex)
            implements FrameLog.Entry {
        @Override
        public String function() {
            return root.functionName();
        }

        @Override
        public TraceFrame frame() {
            int instruction = root.instructionAt(bytecode, bytecodeIndex);
            return new TraceFrame(
                    function(), root.originOf(instruction), root.positionOf(instruction));
        }
    }

    /** Throws a value. */
    static final Builtin THROW =
            (v, s, at) -> {
                throw thrown(v[0], (CoreRootNode) at.getRootNode(), at);
            };

    /**
     * What a handler receives for a failure; throws the failure again if no handler may have it.
     */
    static final Builtin CAUGHT = (v, s, at) -> caught(v[0], (CoreRootNode) at.getRootNode());

    /** Notes that a failure leaves a frame. */
    @TruffleBoundary
    static void record(
            GuestException failure, CoreRootNode root, BytecodeNode bytecode, int bytecodeIndex) {
        failure.leave(new Left(root, bytecode, bytecodeIndex));
    }

    /** The exception for a value that is thrown. */
    @TruffleBoundary
    static ThrownValue thrown(Object value, CoreRootNode root, Node location) {
        Registers registers = root.registers();
        ThrownValue origin = null;
        if (registers.caught instanceof ThrownValue newest && isAgain(value, newest, root)) {
            origin = newest;
        }
        return new ThrownValue(value, root.semantics(), origin, location);
    }

    /** The failure of a task, for one who awaits it: with the trace that it had in the task. */
    static GuestException again(GuestException failure, Node location) {
        GuestException again =
                failure instanceof ThrownValue thrown
                        ? thrown.again(location)
                        : new GuestException(failure.kind(), failure.getMessage(), location);
        again.attachTrace(failure.trace());
        return again;
    }

    /**
     * Whether a value is the one that the newest handler received. Objects tell by their identity;
     * an equal number counts only where that handler stands.
     */
    private static boolean isAgain(Object value, ThrownValue newest, CoreRootNode root) {
        Object received = newest.received();
        if (received == value) {
            return !isScalar(value) || isIn(root, newest);
        }
        return isScalar(value) && value.equals(received) && isIn(root, newest);
    }

    private static boolean isScalar(Object value) {
        return value instanceof Number || value instanceof Boolean || value == CasmNull.INSTANCE;
    }

    private static boolean isIn(CoreRootNode root, ThrownValue newest) {
        return newest.outermostFrame() instanceof Left left
                && left.function().equals(root.functionName());
    }

    /**
     * What a handler receives: the thrown value, or the message of a failure.
     *
     * @throws GuestException the failure itself, if no handler may have it
     */
    @TruffleBoundary
    static Object caught(Object exception, CoreRootNode root) {
        if (!(exception instanceof GuestException failure)) {
            throw sneak((Throwable) exception);
        }
        if (failure instanceof ThrownValue thrown) {
            root.registers().chargesEach = false;
            root.registers().caught = thrown;
            return thrown.receive();
        }
        if (!failure.kind().isCatchable()) {
            throw passOn(failure);
        }
        root.registers().chargesEach = false;
        return CasmString.of(failure.getMessage());
    }

    /** Throws a failure again in the frame where it was caught. */
    @TruffleBoundary
    static RuntimeException passOn(Object exception) {
        if (exception instanceof GuestException failure) {
            failure.passOn();
            throw failure;
        }
        throw sneak((Throwable) exception);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
