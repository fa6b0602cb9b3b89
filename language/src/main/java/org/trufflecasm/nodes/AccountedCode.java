package org.trufflecasm.nodes;

import com.oracle.truffle.api.Assumption;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.runtime.Arena;

/**
 * A root whose operations read, change and make objects. What it answers is constant, but for the
 * account where code is shared by contexts.
 */
interface AccountedCode {
    /** The account of the objects. */
    Arena arena();

    /** Whether contexts share the code. */
    boolean isShared();

    /** Valid as long as no read has to look, in any context of the code; a constant. */
    Assumption readable();

    /** Whether allocations are accounted. */
    boolean countsMemory();

    /** The root of the code that {@code node} is part of. */
    static AccountedCode of(Node node) {
        return (AccountedCode) node.getRootNode();
    }

    /** Must come before an object is read. Costs nothing before something is borrowed mutably. */
    static void checkRead(Object object, Node node) {
        AccountedCode code = of(node);
        if (!allowsEveryRead(code)) {
            code.arena().borrows().checkRead(object, node);
        }
    }

    /** Whether no read has to look; costs nothing before the first borrow in some context. */
    static boolean allowsEveryRead(AccountedCode code) {
        return code.readable().isValid()
                || (code.isShared() && code.arena().borrows().allowsEveryReadNow());
    }
}
