package org.trufflecasm.nodes;

import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.FrameInstance;
import com.oracle.truffle.api.frame.FrameInstance.FrameAccess;
import com.oracle.truffle.api.frame.FrameSlotKind;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.RootNode;
import java.util.BitSet;
import java.util.function.Consumer;
import org.trufflecasm.language.CasmLanguage;
import org.trufflecasm.runtime.Registers;

/**
 * Where a host or another language enters the guest's code. Its frame tells in which context the
 * frames above it run: several contexts can have frames on one thread's stack.
 */
abstract class HostEntryRootNode extends RootNode {
    private static final int REGISTERS = 0;

    private final CasmLanguage language;

    HostEntryRootNode(CasmLanguage language) {
        super(language, descriptor());
        this.language = language;
    }

    private static FrameDescriptor descriptor() {
        FrameDescriptor.Builder builder = FrameDescriptor.newBuilder(1);
        builder.addSlot(FrameSlotKind.Object, null, null);
        return builder.build();
    }

    /** Must come before the guest's code runs. */
    final void mark(VirtualFrame frame) {
        frame.setObject(REGISTERS, language.context(this).registers());
    }

    /**
     * Shows the frames of one context on this thread's stack, the newest first.
     *
     * @param registers those of the context
     * @param visitor gets the frames, those of hosts and other languages included
     */
    static void forEachFrame(Registers registers, Consumer<FrameInstance> visitor) {
        // Twice over the stack: a frame may be looked at only while it is shown, and whose it is
        // turns out later.
        BitSet own = new BitSet();
        int[] position = {0};
        int[] first = {0};
        Truffle.getRuntime()
                .iterateFrames(
                        frame -> {
                            if (isEntry(frame)) {
                                own.set(first[0], position[0], isOf(registers, frame));
                                first[0] = position[0] + 1;
                            }
                            position[0]++;
                            return null;
                        });
        position[0] = 0;
        Truffle.getRuntime()
                .iterateFrames(
                        frame -> {
                            if (own.get(position[0]++)) {
                                visitor.accept(frame);
                            }
                            return null;
                        });
    }

    /** Shows the frames on this thread's stack above the newest entry, the newest first. */
    static void forEachFrameAbove(Consumer<FrameInstance> visitor) {
        Truffle.getRuntime()
                .iterateFrames(
                        frame -> {
                            if (isEntry(frame)) {
                                return frame;
                            }
                            visitor.accept(frame);
                            return null;
                        });
    }

    /** Whether nothing of the guest runs above the newest entry: a host is about to call it. */
    static boolean isNewest() {
        return Boolean.TRUE.equals(Truffle.getRuntime().iterateFrames(HostEntryRootNode::isEntry));
    }

    private static boolean isEntry(FrameInstance frame) {
        return frame.getCallTarget() instanceof RootCallTarget target
                && target.getRootNode() instanceof HostEntryRootNode;
    }

    private static boolean isOf(Registers registers, FrameInstance entry) {
        return entry.getFrame(FrameAccess.READ_ONLY).getObject(REGISTERS) == registers;
    }
}
