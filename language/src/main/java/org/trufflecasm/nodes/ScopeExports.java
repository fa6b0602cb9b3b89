package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.bytecode.TagTreeNode;
import com.oracle.truffle.api.frame.Frame;
import com.oracle.truffle.api.frame.MaterializedFrame;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.NodeLibrary;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import java.util.List;

/** What debuggers see from a place in a guest function: its variables, and the function itself. */
@ExportLibrary(value = NodeLibrary.class, receiverType = TagTreeNode.class)
public final class ScopeExports {
    private ScopeExports() {}

    @ExportMessage
    static boolean hasScope(
            @SuppressWarnings("unused") TagTreeNode node, @SuppressWarnings("unused") Frame frame) {
        return true;
    }

    @ExportMessage
    static Object getScope(
            TagTreeNode node, Frame frame, @SuppressWarnings("unused") boolean nodeEnter) {
        return scope(node, frame == null ? null : frame.materialize());
    }

    @TruffleBoundary
    private static Object scope(TagTreeNode node, MaterializedFrame frame) {
        CoreRootNode root = (CoreRootNode) node.getRootNode();
        LinkedProgram program = root.function().program();
        GuestScope scope =
                new GuestScope("exports", new ExportedVariables(program.exports()), null, null);
        if (frame != null && root.operandViews() != null) {
            List<Object> operands =
                    root.operandViews().read(node, root, node.getBytecodeNode(), frame);
            if (!operands.isEmpty()) {
                scope = new GuestScope("operand stack", new FrameOperands(operands), null, scope);
            }
        }
        return new GuestScope(
                root.functionName(),
                new FrameVariables(node, root, frame),
                root.getSourceSection(),
                scope);
    }

    /** Only what can be called may stand for a function. */
    @ExportMessage
    static boolean hasRootInstance(TagTreeNode node, Frame frame) {
        return frame != null && InteropLibrary.getUncached().isExecutable(function(node));
    }

    @ExportMessage
    static Object getRootInstance(TagTreeNode node, Frame frame)
            throws UnsupportedMessageException {
        if (!hasRootInstance(node, frame)) {
            throw UnsupportedMessageException.create();
        }
        return function(node);
    }

    @TruffleBoundary
    private static Object function(TagTreeNode node) {
        GuestFunction function = ((CoreRootNode) node.getRootNode()).function();
        return function.program().functionValue(function.index());
    }
}
