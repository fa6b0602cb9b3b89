package org.trufflecasm.nodes;

import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.bytecode.ContinuationRootNode;
import com.oracle.truffle.api.frame.FrameInstance.FrameAccess;
import java.util.function.Consumer;
import org.trufflecasm.language.CasmContext;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.Registers;

/**
 * What a run can reach: the frames of the guest's functions on this thread's stack, their operands
 * included, the tasks that wait, and the exported variables.
 */
final class RunRoots implements Arena.Roots {
    private final CasmContext context;
    private final GlobalTable globals;
    private final Registers registers;

    RunRoots(CasmContext context, GlobalTable globals, Registers registers) {
        this.context = context;
        this.globals = globals;
        this.registers = registers;
    }

    @Override
    public void visit(Consumer<Object> visitor) {
        context.forEachExported(visitor);
        globals.forEach(visitor);
        visitor.accept(registers.taskStack);
        visitor.accept(registers.tasks);
        HostEntryRootNode.forEachFrame(
                registers,
                frame -> {
                    if (frame.getCallTarget() instanceof RootCallTarget target
                            && (target.getRootNode() instanceof CoreRootNode
                                    || target.getRootNode() instanceof ContinuationRootNode)) {
                        visitor.accept(frame.getFrame(FrameAccess.READ_ONLY));
                    }
                });
    }
}
