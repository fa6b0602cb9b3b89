package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import java.lang.invoke.MethodHandles;
import java.util.List;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.Arithmetic;
import org.trufflecasm.runtime.CasmArray;
import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.Casts;
import org.trufflecasm.runtime.CollectionFunctions;
import org.trufflecasm.runtime.CrushSemantics;
import org.trufflecasm.runtime.MathFunctions;
import org.trufflecasm.runtime.StringFunctions;

/** What a guest sees when the host's stack or heap ends: a quota, never a Java error. */
final class Exhaustion {
    private static final List<Class<?>> NEEDED =
            List.of(
                    Arithmetic.class,
                    Casts.class,
                    CollectionFunctions.class,
                    MathFunctions.class,
                    StringFunctions.class,
                    CasmString.class,
                    CasmArray.class,
                    CasmMap.class,
                    CrushSemantics.class,
                    CallProtocol.class,
                    HostCalls.class,
                    Metering.class);

    private Exhaustion() {}

    /**
     * The guest's view of a failure of the Java machine; other failures are given back unchanged.
     */
    @TruffleBoundary
    static Throwable translate(Throwable thrown, Node location) {
        // A class whose initialisation met the stack's end cannot be used from then on.
        if (thrown instanceof StackOverflowError
                || (thrown instanceof LinkageError && isCausedByStackOverflow(thrown))) {
            return new GuestException(
                    ErrorKind.CallDepthQuota, "call depth quota exceeded", location);
        }
        if (thrown instanceof OutOfMemoryError) {
            return GuestException.outOfMemory(location);
        }
        return thrown;
    }

    private static boolean isCausedByStackOverflow(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 8; depth++) {
            // A class that has failed before names the first failure in the message of a
            // substitute.
            if (cause instanceof StackOverflowError
                    || String.valueOf(cause.getMessage())
                            .contains("java.lang.StackOverflowError")) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** Initialises what a guest may first need where the stack is almost used up. */
    @TruffleBoundary
    static void prepare() {
        translate(new StackOverflowError(), null);
        translate(new OutOfMemoryError(), null);
        GuestException.overflow(null).attachTrace(List.of());
        for (Class<?> needed : NEEDED) {
            try {
                MethodHandles.lookup().ensureInitialized(needed);
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
    }
}
