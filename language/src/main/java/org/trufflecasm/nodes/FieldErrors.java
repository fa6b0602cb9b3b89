package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.error.GuestException;

/** Failures of field instructions. */
final class FieldErrors {
    private FieldErrors() {}

    @TruffleBoundary
    static GuestException notAMap(Object receiver, Node location) {
        return GuestException.typeError(
                "map", CoreRootNode.semantics(location).typeName(receiver), location);
    }
}
