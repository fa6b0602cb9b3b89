package org.trufflecasm.nodes;

import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.Borrows;

/** A root whose operations read, change and make objects. What it answers is constant. */
interface AccountedCode {
    /** The account of the objects. */
    Arena arena();

    /** Whether allocations are accounted. */
    boolean countsMemory();

    /** The root of the code that {@code node} is part of. */
    static AccountedCode of(Node node) {
        return (AccountedCode) node.getRootNode();
    }

    /** Must come before an object is read. Costs nothing before something is borrowed mutably. */
    static void checkRead(Object object, Node node) {
        Borrows borrows = of(node).arena().borrows();
        if (!borrows.allowsEveryRead()) {
            borrows.checkRead(object, node);
        }
    }
}
