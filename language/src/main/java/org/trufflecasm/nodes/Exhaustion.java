package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;

/** What a guest sees when the host's stack or heap ends: a quota, never a Java error. */
final class Exhaustion {
    private Exhaustion() {}

    /** The guest's view of a failure of the Java machine; other failures are given back unchanged. */
    @TruffleBoundary
    static Throwable translate(Throwable thrown, Node location) {
        if (thrown instanceof StackOverflowError) {
            return new GuestException(ErrorKind.CallDepthQuota, "call depth quota exceeded", location);
        }
        if (thrown instanceof OutOfMemoryError) {
            return GuestException.outOfMemory(location);
        }
        return thrown;
    }
}
